import * as vscode from 'vscode';
import type { Finding } from '../../core/backend/doctor.ts';
import { reachOf } from '../../core/backend/endpoint.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { shortName } from '../../core/backend/tables/models.ts';
import type { RoleName } from '../../core/backend/tables/routing.ts';
import { signalOf } from '../abort.ts';
import { explained } from '../notices.ts';
import { type ModelChoice, readModels, readRules, VSCODE } from './choice.ts';
import { partsOf, wordsFor } from './modelRoles.ts';
import { net } from './net.ts';
import { type OpeningTools, openPlace, openTalker, placeOf } from './openChoice.ts';
import { sideOf } from './side.ts';

const SCHEME = 'inkling-report';
const MARKS: Readonly<Record<Finding['verdict'], string>> = { well: '✓', warning: '!', ill: '✗' };

/** The doctor's report as a document that can be read, searched and copied, but not changed. It holds no code and no key. */
export class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private text = '';
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly uri = vscode.Uri.parse(`${SCHEME}:Connection Report`);
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  provideTextDocumentContent(): string {
    return this.text;
  }

  set(text: string): void {
    this.text = text;
    this.changed.fire(this.uri);
  }

  async show(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}

/** A model, and what the user has it for. */
interface Chosen {
  readonly purpose: string;
  readonly choice: ModelChoice;
  readonly fills: boolean;
}

/** `Inkling: Test Connection`: examines each model that the user chose, and its server, and shows what was found, with a remedy for each thing that is not well. */
export async function testConnection(reports: Reports, tools: OpeningTools): Promise<void> {
  const all = chosenModels();
  if (all.length === 0) return offerToChoose();
  const lines: string[] = [];
  const tell = (...more: string[]): void => {
    lines.push(...more);
    reports.set(lines.join('\n'));
  };
  reports.set('');
  await reports.show();
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Inkling: testing the connection…'),
      cancellable: true,
    },
    async (_, token) => {
      const { signal, dispose } = signalOf(token);
      try {
        for (const chosen of all) {
          tell(titleOf(chosen), ...sideLines(chosen), '');
          await tellFindings(chosen, tools, tell, signal);
          tell('');
        }
        tell(vscode.l10n.t('Done. Only code of Inkling’s own was sent.'));
      } catch (error) {
        if (!signal.aborted) throw error;
        tell(vscode.l10n.t('Cancelled.'));
      } finally {
        dispose();
      }
    },
  );
}

/** Every model once for each kind of work that it has: ghost text and what stands in for it, then commands. */
function chosenModels(): readonly Chosen[] {
  const models = Object.entries(readModels()) as [RoleName, ModelChoice][];
  const isGhost = ([name]: [RoleName, ModelChoice]): boolean => partsOf(name).role === 'completion';
  const instead = readRules().fallbacks.map(choice => ({
    purpose: vscode.l10n.t('ghost text where another fails'),
    choice,
    fills: true,
  }));
  const named = (fills: boolean) =>
    models
      .filter(entry => isGhost(entry) === fills)
      .map(([name, choice]) => ({ purpose: wordsFor(name), choice, fills }));
  return merged([...named(true), ...instead, ...named(false)]);
}

/** One entry for a model that does the same kind of work in several roles. */
function merged(all: readonly Chosen[]): readonly Chosen[] {
  const once = new Map<string, Chosen>();
  for (const chosen of all) {
    const key = JSON.stringify([chosen.choice, chosen.fills]);
    const before = once.get(key);
    const purpose = [before?.purpose ?? [], chosen.purpose].flat().join(', ');
    once.set(key, { ...chosen, purpose });
  }
  return [...once.values()];
}

function titleOf({ purpose, choice }: Chosen): string {
  return vscode.l10n.t('Inkling: connection to {0}, for {1}', shortName(choice.model), purpose);
}

/** Which machine the model is on, where it is near by: in a remote window there are two of those. */
function sideLines({ choice: { endpoint } }: Chosen): string[] {
  if (!URL.canParse(endpoint)) return [];
  const { hostname, host } = new URL(endpoint);
  if (endpoint === VSCODE || reachOf(hostname) !== 'local') return [];
  return [vscode.l10n.t('{0} is on {1}.', host, sideOf(endpoint))];
}

async function offerToChoose(): Promise<void> {
  const choose = vscode.l10n.t('Choose Model');
  const text = vscode.l10n.t(
    'Inkling: no model is chosen, so there is no connection to test. Choose one first.',
  );
  if ((await vscode.window.showInformationMessage(text, choose)) === choose) {
    await vscode.commands.executeCommand('inkling.chooseModel');
  }
}

async function tellFindings(
  chosen: Chosen,
  tools: OpeningTools,
  tell: (...lines: string[]) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const { verdict, what, found, remedy } of findings(chosen, tools, signal)) {
      tell(`${MARKS[verdict]} ${what}: ${found}`);
      if (remedy !== undefined) tell(`    → ${remedy}`);
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof BackendError)) throw error;
    tell(`${MARKS.ill} ${explained(error)}`);
  }
}

async function* findings(
  { choice, fills }: Chosen,
  tools: OpeningTools,
  signal: AbortSignal,
): AsyncGenerator<Finding> {
  const { examine, examineTalker } = await import('../../core/backend/doctor.ts');
  const clock = (): number => performance.now();
  const place = choice.endpoint === VSCODE ? undefined : await placeOf(choice, tools);
  if (fills && place !== undefined) {
    yield* examine(place, () => openPlace(place, choice.byChat === true), net, clock, signal);
  } else {
    const open = async () => (await openTalker(choice, tools, true)).backend;
    yield* examineTalker(place, open, net, clock, signal);
  }
}
