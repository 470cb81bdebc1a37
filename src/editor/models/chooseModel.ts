import * as vscode from 'vscode';
import type { FimCheckup } from '../../core/backend/doctor.ts';
import { readAddress, readKey } from '../../core/backend/endpoint.ts';
import { BackendError } from '../../core/backend/errors.ts';
import { type ModelRow, rowOf, shortName } from '../../core/backend/tables/models.ts';
import { signalOf } from '../abort.ts';
import { explained } from '../notices.ts';
import type { Capabilities } from './capabilities.ts';
import { type ModelChoice, readChoice, writeChoice } from './choice.ts';
import type { Keys } from './keys.ts';
import { net } from './net.ts';
import { type OpeningTools, openChoice } from './openChoice.ts';
import { VSCODE, vscodeModels } from './vscodeModel.ts';

interface Row extends vscode.QuickPickItem {
  readonly action?: (() => Promise<void>) | undefined;
}

/** What choosing a model takes: the endpoints of the user's are in the memento, their keys in the key store. */
export interface PickerTools extends OpeningTools {
  readonly memento: vscode.Memento;
  readonly capabilities: Capabilities;
}

const ENDPOINTS = 'inkling.endpoints';

/**
 * `Inkling: Choose Model`: the workspace engine, what answers on this machine, the endpoints of the user's, and a way to add one. The servers on
 * this machine are asked who they are, and nothing else: no code is sent before the user picks one, and then only ours, to see that it works.
 */
export async function chooseModel(tools: PickerTools): Promise<void> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = vscode.l10n.t('Inkling: where shall ghost text come from?');
  picker.placeholder = vscode.l10n.t('Looking for model servers on this machine…');
  picker.matchOnDescription = true;
  picker.busy = true;
  const fixed: Row[] = [workspaceRow()];
  const last: Row[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(add) ${vscode.l10n.t('Add an endpoint…')}`,
      detail: vscode.l10n.t('Any address that speaks OpenAI’s protocol, with or without a key'),
      action: () => addEndpoint(tools),
    },
  ];
  picker.items = [...fixed, ...last];
  const stopped = new AbortController();
  const chosen = new Promise<Row | undefined>(resolve => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
  });
  picker.show();
  void findRows(tools, stopped.signal).then(
    rows => {
      picker.items = [...fixed, ...rows, ...last];
      picker.busy = false;
      picker.placeholder = vscode.l10n.t('Choose a model');
    },
    () => {
      picker.busy = false;
    },
  );
  const row = await chosen;
  stopped.abort();
  picker.dispose();
  await row?.action?.();
}

function workspaceRow(): Row {
  const mark = readChoice() === undefined ? '$(check) ' : '';
  return {
    label: `${mark}${vscode.l10n.t('Workspace engine')}`,
    description: vscode.l10n.t('built in'),
    detail: vscode.l10n.t('Learns your own code; nothing leaves this machine'),
    action: () => writeChoice(undefined),
  };
}

async function findRows(tools: PickerTools, signal: AbortSignal): Promise<Row[]> {
  const { keys, memento } = tools;
  const { detectLocal, identify } = await import('../../core/backend/detect.ts');
  const local = await detectLocal(net, signal);
  const rows: Row[] = [];
  for (const server of local) {
    rows.push(group(vscode.l10n.t('{0} on this machine', server.kind), new URL(server.base).host));
    for (const { id, window } of server.models)
      rows.push(modelRow({ endpoint: server.base, model: id, server: server.kind }, tools, window));
  }
  for (const endpoint of memento.get<string[]>(ENDPOINTS, [])) {
    const { origin, base, host } = readAddress(endpoint);
    if (local.some(server => server.base === base)) continue;
    rows.push(group(vscode.l10n.t('Your endpoint'), host));
    const server = await identify(base, net, signal, await keys.get(origin));
    for (const { id, window } of server?.models ?? []) {
      rows.push(modelRow({ endpoint: base, model: id, server: server?.kind }, tools, window));
    }
    rows.push(typedModelRow(base, tools));
  }
  const own = await vscodeModels();
  if (own.length > 0)
    rows.push(group(vscode.l10n.t('VS Code’s models'), vscode.l10n.t('with your consent')));
  for (const model of own) rows.push(vscodeRow(model, tools));
  return rows;
}

function vscodeRow(model: vscode.LanguageModelChat, tools: PickerTools): Row {
  const choice = { endpoint: VSCODE, model: model.id, byChat: true };
  return {
    label: model.name,
    description: [model.vendor, vscode.l10n.t('chat only'), ...windowOf(model.maxInputTokens)].join(
      ' · ',
    ),
    action: () => tryAndChoose(choice, tools),
  };
}

function group(name: string, host: string): Row {
  return { label: `${name} · ${host}`, kind: vscode.QuickPickItemKind.Separator };
}

function modelRow(choice: ModelChoice, tools: PickerTools, window: number | undefined): Row {
  const row = rowOf(choice.model);
  const now = readChoice();
  const mark = now?.model === choice.model && now.endpoint === choice.endpoint ? '$(check) ' : '';
  return {
    label: `${mark}${shortName(choice.model)}`,
    description: [
      ...factsOf(row),
      ...windowOf(window ?? row?.window),
      ...latencyOf(tools.capabilities.of(choice)?.begin),
    ].join(' · '),
    action: () => tryAndChoose(choice, tools, window),
  };
}

/** A model that the endpoint does not list may still be there. */
function typedModelRow(endpoint: string, tools: PickerTools): Row {
  return {
    label: `$(edit) ${vscode.l10n.t('Another model there…')}`,
    action: async () => {
      const model = await vscode.window.showInputBox({
        title: vscode.l10n.t('Inkling: the model’s id, as its server knows it'),
      });
      if (model) await tryAndChoose({ endpoint, model: model.trim() }, tools);
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

/**
 * Lets the model fill a hole of ours first. What can't do that is not chosen, and the reason is told; a model that only talks may be taken all the
 * same, on the user's word.
 */
async function tryAndChoose(
  choice: ModelChoice,
  tools: PickerTools,
  window?: number,
): Promise<void> {
  const name = shortName(choice.model);
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Inkling: trying {0}…', name),
      cancellable: true,
    },
    (_, token) => examine(choice, tools, token),
  );
  if (outcome === undefined) return; // cancelled
  if (outcome.fills) {
    await tools.capabilities.note(choice, { begin: outcome.begin, window });
    await writeChoice(choice);
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Inkling: ghost text now comes from {0} ({1} ms).',
        name,
        Math.round(outcome.begin),
      ),
    );
    return;
  }
  const { error } = outcome;
  const reason =
    error !== undefined
      ? explained(error)
      : vscode.l10n.t(
          'Inkling: {0} was not chosen. It put something else into a hole with a known answer.',
          name,
        );
  const anyway = vscode.l10n.t('Use It by Chat');
  const canTalk = error?.code === 'REQ-FIM' && choice.byChat !== true;
  const answer = await vscode.window.showWarningMessage(reason, ...(canTalk ? [anyway] : []));
  if (answer === anyway) await tryAndChoose({ ...choice, byChat: true }, tools, window);
}

async function examine(
  choice: ModelChoice,
  tools: PickerTools,
  token: vscode.CancellationToken,
): Promise<FimCheckup | undefined> {
  const { signal, dispose } = signalOf(token);
  try {
    const { checkFim } = await import('../../core/backend/doctor.ts');
    return await checkFim(await openChoice(choice, tools, true), () => performance.now(), signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof BackendError) return { fills: false, said: '', begin: 0, error };
    throw error;
  } finally {
    dispose();
  }
}

async function addEndpoint(tools: PickerTools): Promise<void> {
  const { keys, memento } = tools;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: address of the endpoint'),
    placeHolder: 'https://example.com/v1',
    ignoreFocusOut: true,
    validateInput: text => problemOf(() => readAddress(text)),
  });
  if (typed === undefined) return;
  const { base, origin } = readAddress(typed);
  if (!(await askKeyFor(origin, keys))) return;
  const others = memento.get<string[]>(ENDPOINTS, []).filter(known => known !== base);
  await memento.update(ENDPOINTS, [...others, base]);
  await chooseModel(tools);
}

/** `Inkling: Set Key`: the key of the chosen model's endpoint. @returns false where nothing was entered. */
export async function askKey(keys: Keys): Promise<boolean> {
  const choice = readChoice();
  if (choice === undefined || choice.endpoint === VSCODE) return false;
  return askKeyFor(readAddress(choice.endpoint).origin, keys);
}

async function askKeyFor(origin: string, keys: Keys): Promise<boolean> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: the key for {0}, or nothing', new URL(origin).host),
    password: true,
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? undefined : problemOf(() => readKey(text))),
  });
  if (key === undefined) return false;
  if (key.trim() === '') await keys.delete(origin);
  else if (!(await keys.set(origin, readKey(key)))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Inkling: The key is kept for this session only. The system’s key store is not available. (CFG-STORE)',
      ),
    );
  }
  return true;
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof BackendError ? explained(error) : String(error);
  }
}
