import type { LanguageModelAccessInformation } from 'vscode';
import type { Backend } from '../../core/backend/backend.ts';
import { type Reach, readAddress } from '../../core/backend/endpoint.ts';
import type { FimBackend, ModelPlace } from '../../core/backend/open.ts';
import { type Price, rowOf } from '../../core/backend/tables/models.ts';
import type { ModelChoice } from './choice.ts';
import type { Keys } from './keys.ts';
import { net } from './net.ts';
import { VSCODE, VscodeModel } from './vscodeModel.ts';

/** What opening a model takes. */
export interface OpeningTools {
  readonly keys: Keys;
  readonly access: LanguageModelAccessInformation;
}

/** A model that is open, and what those who share it must know. */
export interface OpenModel {
  readonly backend: Backend;
  /** Questions to one origin wait for each other. */
  readonly origin: string;
  readonly reach: Reach;
  readonly price: Price | undefined;
}

/** One that fills holes. */
export type OpenFimModel = OpenModel & FimBackend;

/** One that talks. */
export interface OpenTalker extends OpenModel {
  /** Tokens of its window, where the table or VS Code tells. */
  readonly window: number | undefined;
}

/**
 * The backend of a choice, for ghost text. What it needs is loaded only now: an editor without a chosen model never loads it.
 *
 * @param byUser the user just asked for it, so VS Code may ask for consent to one of its own models.
 * @throws BackendError
 */
export async function openChoice(
  choice: ModelChoice,
  { keys, access }: OpeningTools,
  byUser: boolean,
): Promise<OpenFimModel> {
  const [{ HoleByChat }, { verified }] = await Promise.all([
    import('../../core/backend/holeByChat.ts'),
    import('../../core/backend/sharing/verified.ts'),
  ]);
  if (choice.endpoint === VSCODE) {
    const model = await VscodeModel.open(choice.model, access, byUser);
    const backend = new HoleByChat(model);
    return { backend, tokens: [], origin: VSCODE, reach: 'cloud', price: undefined };
  }
  const place = await placeOf(choice, keys);
  const { reach } = place;
  const fim = await openPlace(place, choice.byChat === true);
  // whoever sits on a port of this machine must first say that it has the model
  const backend = reach === 'local' && !byUser ? verified(fim.backend, place, net) : fim.backend;
  const { origin } = readAddress(choice.endpoint);
  return { ...fim, backend, origin, reach, price: rowOf(choice.model)?.price };
}

/**
 * The backend of a choice, for commands. They follow an act of the user, so VS Code may ask for consent to one of its own models.
 *
 * @param trial only text of ours will be asked: the server need not say first that it has the model.
 * @throws BackendError
 */
export async function openTalker(
  choice: ModelChoice,
  { keys, access }: OpeningTools,
  trial: boolean,
): Promise<OpenTalker> {
  if (choice.endpoint === VSCODE) {
    const backend = await VscodeModel.open(choice.model, access, true);
    const { window } = backend;
    return { backend, window, origin: VSCODE, reach: 'cloud', price: undefined };
  }
  const [{ openChat }, { verified }] = await Promise.all([
    import('../../core/backend/open.ts'),
    import('../../core/backend/sharing/verified.ts'),
  ]);
  const place = await placeOf(choice, keys);
  const { reach } = place;
  const chat = openChat(place, net);
  const backend = reach === 'local' && !trial ? verified(chat, place, net) : chat;
  const { origin } = readAddress(choice.endpoint);
  const row = rowOf(choice.model);
  return { backend, origin, reach, price: row?.price, window: row?.window };
}

/** Where a choice's model is, with the key and the headers that belong there. @throws BackendError */
export async function placeOf(choice: ModelChoice, keys: Keys): Promise<ModelPlace> {
  const { base, origin, reach } = readAddress(choice.endpoint);
  const endpoint = { base, key: await keys.get(origin), headers: choice.headers ?? {} };
  return { model: choice.model, endpoint, reach, server: choice.server };
}

/** A backend that fills holes: by the model's own way, or by chat. @throws BackendError */
export async function openPlace(place: ModelPlace, byChat: boolean): Promise<FimBackend> {
  const [{ openFim, openChat }, { HoleByChat }] = await Promise.all([
    import('../../core/backend/open.ts'),
    import('../../core/backend/holeByChat.ts'),
  ]);
  return byChat
    ? { backend: new HoleByChat(openChat(place, net)), tokens: [] }
    : openFim(place, net);
}
