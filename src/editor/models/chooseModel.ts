import * as vscode from 'vscode';
import type { FimCheckup } from '../../core/backend/doctor.ts';
import { readAddress, readKey } from '../../core/backend/endpoint.ts';
import { BackendError, explain } from '../../core/backend/errors.ts';
import { type ModelRow, plainId, rowOf } from '../../core/backend/models.ts';
import { type ModelChoice, readChoice, writeChoice } from './chosenModel.ts';
import type { Keys } from './keys.ts';
import { net } from './net.ts';

interface Row extends vscode.QuickPickItem {
  readonly action?: (() => Promise<void>) | undefined;
}

const ENDPOINTS = 'inkling.endpoints';

/**
 * `Inkling: Choose Model`: the workspace engine, what answers on this machine, the endpoints of the user's, and a way to add one. The servers on
 * this machine are asked who they are, and nothing else: no code is sent before the user picks one, and then only ours, to see that it works.
 */
export async function chooseModel(keys: Keys, memento: vscode.Memento): Promise<void> {
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
      action: () => addEndpoint(keys, memento),
    },
  ];
  picker.items = [...fixed, ...last];
  const stopped = new AbortController();
  const chosen = new Promise<Row | undefined>(resolve => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
  });
  picker.show();
  void findRows(keys, memento, stopped.signal).then(
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

async function findRows(keys: Keys, memento: vscode.Memento, signal: AbortSignal): Promise<Row[]> {
  const { detectLocal, identify } = await import('../../core/backend/detect.ts');
  const local = await detectLocal(net, signal);
  const rows: Row[] = [];
  for (const server of local) {
    rows.push(group(vscode.l10n.t('{0} on this machine', server.kind), new URL(server.base).host));
    for (const { id, window } of server.models)
      rows.push(modelRow({ endpoint: server.base, model: id, server: server.kind }, keys, window));
  }
  for (const endpoint of memento.get<string[]>(ENDPOINTS, [])) {
    const { origin, base, host } = readAddress(endpoint);
    if (local.some(server => server.base === base)) continue;
    rows.push(group(vscode.l10n.t('Your endpoint'), host));
    const server = await identify(origin, net, signal, await keys.get(origin));
    for (const { id, window } of server?.models ?? []) {
      rows.push(modelRow({ endpoint: base, model: id, server: server?.kind }, keys, window));
    }
    rows.push(typedModelRow(base, keys));
  }
  return rows;
}

function group(name: string, host: string): Row {
  return { label: `${name} · ${host}`, kind: vscode.QuickPickItemKind.Separator };
}

function modelRow(choice: ModelChoice, keys: Keys, window: number | undefined): Row {
  const row = rowOf(choice.model);
  const now = readChoice();
  const mark = now?.model === choice.model && now.endpoint === choice.endpoint ? '$(check) ' : '';
  return {
    label: `${mark}${choice.model.split(/[\\/]/).at(-1)}`,
    description: [...factsOf(row), ...windowOf(window ?? row?.window)].join(' · '),
    action: () => tryAndChoose(choice, keys),
  };
}

/** A model that the endpoint does not list may still be there. */
function typedModelRow(endpoint: string, keys: Keys): Row {
  return {
    label: `$(edit) ${vscode.l10n.t('Another model there…')}`,
    action: async () => {
      const model = await vscode.window.showInputBox({
        title: vscode.l10n.t('Inkling: the model’s id, as its server knows it'),
      });
      if (model) await tryAndChoose({ endpoint, model: model.trim() }, keys);
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

function windowOf(window: number | undefined): string[] {
  return window === undefined ? [] : [vscode.l10n.t('{0} K window', Math.round(window / 1024))];
}

/** Lets the model fill a hole of ours first. What can't do that is not chosen, and the reason is told. */
async function tryAndChoose(choice: ModelChoice, keys: Keys): Promise<void> {
  const outcome = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Inkling: trying {0}…', plainId(choice.model)),
      cancellable: true,
    },
    (_, token) => examine(choice, keys, token),
  );
  if (outcome === undefined) return; // cancelled
  if ('said' in outcome && outcome.fills) {
    await writeChoice(choice);
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Inkling: ghost text now comes from {0} ({1} ms).',
        plainId(choice.model),
        Math.round(outcome.begin),
      ),
    );
    return;
  }
  const error = outcome instanceof BackendError ? outcome : outcome.error;
  const reason =
    error !== undefined
      ? explain(error, text => vscode.l10n.t(text))
      : vscode.l10n.t(
          'Inkling: {0} was not chosen. It can not fill in code: it put something else into a hole with a known answer.',
          plainId(choice.model),
        );
  void vscode.window.showWarningMessage(reason);
}

async function examine(
  choice: ModelChoice,
  keys: Keys,
  token: vscode.CancellationToken,
): Promise<FimCheckup | BackendError | undefined> {
  const controller = new AbortController();
  const listening = token.onCancellationRequested(() => controller.abort());
  try {
    const [{ openFim }, { checkFim }] = await Promise.all([
      import('../../core/backend/open.ts'),
      import('../../core/backend/doctor.ts'),
    ]);
    const { base, origin, reach } = readAddress(choice.endpoint);
    const backend = openFim(
      {
        model: choice.model,
        endpoint: { base, key: await keys.get(origin) },
        reach,
        server: choice.server,
      },
      net,
    );
    return await checkFim(backend, () => performance.now(), controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    if (error instanceof BackendError) return error;
    throw error;
  } finally {
    listening.dispose();
  }
}

async function addEndpoint(keys: Keys, memento: vscode.Memento): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: address of the endpoint'),
    placeHolder: 'https://example.com/v1',
    ignoreFocusOut: true,
    validateInput: text => problemOf(() => readAddress(text)),
  });
  if (typed === undefined) return;
  const { base, origin } = readAddress(typed);
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Inkling: its key, or nothing'),
    password: true,
    ignoreFocusOut: true,
    validateInput: text => (text.trim() === '' ? undefined : problemOf(() => readKey(text))),
  });
  if (key === undefined) return;
  if (key.trim() !== '' && !(await keys.set(origin, readKey(key)))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'Inkling: The key is kept for this session only. The system’s key store is not available. (CFG-STORE)',
      ),
    );
  }
  const others = memento.get<string[]>(ENDPOINTS, []).filter(known => known !== base);
  await memento.update(ENDPOINTS, [...others, base]);
  await chooseModel(keys, memento);
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof BackendError
      ? explain(error, text => vscode.l10n.t(text))
      : String(error);
  }
}
