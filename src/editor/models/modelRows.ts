import * as vscode from 'vscode';
import { type Address, readAddress } from '../../core/backend/endpoint.ts';
import { USERS_HOST } from '../../core/backend/relay/usersSide.ts';
import { type ModelRow, rowOf, shortName } from '../../core/backend/tables/models.ts';
import type { RoleName } from '../../core/backend/tables/routing.ts';
import { isTalker, type ModelChoice, readModels, VSCODE } from './choice.ts';
import { partsOf } from './modelRoles.ts';
import { net } from './net.ts';
import type { OpeningTools } from './openChoice.ts';
import { sideOf, sideOfLocalhost } from './side.ts';
import { tryAndChoose } from './tryModel.ts';
import { companionState } from './usersSide.ts';
import { vscodeModels } from './vscodeModel.ts';

/** A row of the picker, and what choosing it does. */
export interface Row extends vscode.QuickPickItem {
  readonly action?: (() => Promise<void>) | undefined;
}

/** What the rows are made from. */
export interface RowTools extends OpeningTools {
  /** Base addresses that the user added. */
  readonly endpoints: readonly string[];
}

/** A model that can be had, and where. */
export interface FoundModel {
  readonly choice: ModelChoice;
  readonly where: string;
}

/** One server, and what it has. */
interface Place {
  readonly label: string;
  /** The user's own endpoint, by its base address. */
  readonly endpoint?: string;
  readonly models: readonly { readonly choice: ModelChoice; readonly window: number | undefined }[];
}

/**
 * The models that can be had for a role now, in groups: on this machine, at the user's endpoints, VS Code's own. For commands only those that can talk.
 * Servers are asked who they are and what they have, and nothing else.
 */
export async function findRows(
  name: RoleName,
  tools: RowTools,
  signal: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const { label, endpoint, models } of findPlaces(tools, signal)) {
    rows.push({ label, kind: vscode.QuickPickItemKind.Separator });
    for (const { choice, window } of models) {
      if (partsOf(name).role === 'completion' || isTalker(choice))
        rows.push(modelRow(name, choice, tools, window));
    }
    if (endpoint !== undefined) rows.push(typedModelRow(name, endpoint, tools));
  }
  const own = await vscodeModels();
  if (own.length > 0)
    rows.push(group(vscode.l10n.t('VS Code’s models'), vscode.l10n.t('with your consent')));
  for (const model of own) rows.push(vscodeRow(name, model, tools));
  return [...rows, ...(await companionRows())];
}

/** In a remote window, the way to the models on the user's own computer, until it is open. */
async function companionRows(): Promise<Row[]> {
  const state = await companionState();
  if (state === 'ready' || state === 'not needed') return [];
  const detail =
    state === 'absent'
      ? vscode.l10n.t(
          'localhost is {0} here. Installs an extension on your side',
          sideOfLocalhost(),
        )
      : vscode.l10n.t('localhost is {0} here. Asks for your consent', sideOfLocalhost());
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(device-desktop) ${vscode.l10n.t('Models on your computer…')}`,
      detail,
      action: async () => {
        const reached = await vscode.commands.executeCommand('inkling.reachMyComputer');
        if (reached === true) await vscode.commands.executeCommand('inkling.chooseModel');
      },
    },
  ];
}

/** All models that can be had now, VS Code's own among them. */
export async function findModels(tools: RowTools, signal: AbortSignal): Promise<FoundModel[]> {
  const found: FoundModel[] = [];
  for await (const { label, models } of findPlaces(tools, signal)) {
    for (const { choice } of models) found.push({ choice, where: label });
  }
  for (const { id, vendor } of await vscodeModels()) {
    found.push({ choice: { endpoint: VSCODE, model: id, byChat: true }, where: vendor });
  }
  return found;
}

/** The servers that answer on this machine, and on the user's own where that is another, then the user's endpoints. */
async function* findPlaces(tools: RowTools, signal: AbortSignal): AsyncGenerator<Place> {
  const { detectLocal, identify } = await import('../../core/backend/detect.ts');
  const mine = (await companionState()) === 'ready' ? detectLocal(net, signal, USERS_HOST) : [];
  const local = (await Promise.all([mine, detectLocal(net, signal)])).flat();
  for (const { base, kind, models } of local) {
    yield {
      label: `${vscode.l10n.t('{0} on {1}', kind, sideOf(base))} · ${new URL(base).host}`,
      models: models.map(({ id, window }) => {
        return { choice: { endpoint: base, model: id, server: kind }, window };
      }),
    };
  }
  for (const added of tools.endpoints) {
    const address = readAddress(added);
    const { origin, base } = address;
    if (local.some(server => server.base === base)) continue;
    const headers = headersFor(base);
    const key = await tools.keys.get(origin);
    const server = await identify(base, net, signal, { key, headers: headers ?? {} });
    yield {
      label: `${vscode.l10n.t('Your endpoint')} · ${hostWords(address)}`,
      endpoint: base,
      models: (server?.models ?? []).map(({ id, window }) => {
        return { choice: { endpoint: base, model: id, server: server?.kind, headers }, window };
      }),
    };
  }
}

/** An address on a machine near by is told with the machine, for there may be two. */
function hostWords({ base, host, reach }: Address): string {
  return reach === 'local' ? vscode.l10n.t('{0} on {1}', host, sideOf(base)) : host;
}

/** The headers that the user set for a model of this endpoint; its other models most likely want them too. */
function headersFor(base: string): ModelChoice['headers'] {
  const there = Object.values(readModels()).filter(choice => choice?.endpoint === base);
  return there.find(choice => Object.keys(choice?.headers ?? {}).length > 0)?.headers;
}

function vscodeRow(name: RoleName, model: vscode.LanguageModelChat, tools: RowTools): Row {
  const choice = { endpoint: VSCODE, model: model.id, byChat: true };
  const facts = [model.vendor, vscode.l10n.t('chat only'), ...windowOf(model.maxInputTokens)];
  return {
    label: `${markOf(name, choice)}${model.name}`,
    description: facts.join(' · '),
    action: () => tryAndChoose(name, choice, tools),
  };
}

function group(name: string, host: string): Row {
  return { label: `${name} · ${host}`, kind: vscode.QuickPickItemKind.Separator };
}

function modelRow(
  name: RoleName,
  choice: ModelChoice,
  tools: RowTools,
  window: number | undefined,
): Row {
  const row = rowOf(choice.model);
  const known = tools.capabilities.of(choice);
  const begin = partsOf(name).role === 'completion' ? known?.begin : known?.talkBegin;
  return {
    label: `${markOf(name, choice)}${shortName(choice.model)}`,
    description: [...factsOf(row), ...windowOf(window ?? row?.window), ...latencyOf(begin)].join(
      ' · ',
    ),
    action: () => tryAndChoose(name, choice, tools, window),
  };
}

/** A tick before the model that the role has now. */
function markOf(name: RoleName, { endpoint, model }: ModelChoice): string {
  const now = readModels()[name];
  return now?.model === model && now.endpoint === endpoint ? '$(check) ' : '';
}

/** A model that the endpoint does not list may still be there. */
function typedModelRow(name: RoleName, endpoint: string, tools: RowTools): Row {
  return {
    label: `$(edit) ${vscode.l10n.t('Another model there…')}`,
    action: async () => {
      const model = await vscode.window.showInputBox({
        title: vscode.l10n.t('Inkling: the model’s id, as its server knows it'),
      });
      if (model) await tryAndChoose(name, { endpoint, model: model.trim() }, tools);
    },
  };
}

function factsOf(row: ModelRow | undefined): string[] {
  if (row === undefined) return [vscode.l10n.t('unknown to Inkling')];
  const facts = [
    row.fim === undefined ? vscode.l10n.t('chat only') : vscode.l10n.t('fills in code'),
  ];
  if (row.price !== undefined) facts.push(`$${row.price.input}/$${row.price.output} / 1M`);
  if (row.retired !== undefined) {
    facts.push(vscode.l10n.t('retired by its vendor: {0}', row.retired.on));
  }
  return facts;
}

function latencyOf(begin: number | undefined): string[] {
  return begin === undefined ? [] : [vscode.l10n.t('{0} ms', Math.round(begin))];
}

function windowOf(window: number | undefined): string[] {
  return window === undefined ? [] : [vscode.l10n.t('{0} K window', Math.round(window / 1024))];
}
