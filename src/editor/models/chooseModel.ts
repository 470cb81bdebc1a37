import * as vscode from 'vscode';
import type { RoleName } from '../../core/backend/tables/routing.ts';
import { readModels, writeModel } from './choice.ts';
import { askAddress, askKeyFor } from './keyQuestions.ts';
import { pickRole, wordsFor, workerOf } from './modelRoles.ts';
import { findRows, type Row } from './modelRows.ts';
import type { OpeningTools } from './openChoice.ts';
import { sideOfLocalhost, wayToOwnMachine } from './side.ts';

/** What choosing a model takes: the endpoints of the user's are in the memento, their keys in the key store. */
export interface PickerTools extends OpeningTools {
  readonly memento: vscode.Memento;
}

/** The base addresses that the user added, in the memento. */
export const ENDPOINTS = 'inkling.endpoints';

/**
 * `Inkling: Choose Model`: the workspace engine, a way to add an endpoint, the way to the same for commands; then what answers on this machine, and the endpoints of the
 * user's. The servers on this machine are asked who they are, and nothing else: no code is sent before the user picks one, and then only ours, to see that it works.
 */
export async function chooseModel(
  tools: PickerTools,
  name: RoleName = 'completion',
): Promise<void> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = titleFor(name);
  picker.placeholder = vscode.l10n.t('Looking for model servers on {0}…', sideOfLocalhost());
  picker.matchOnDescription = true;
  picker.busy = true;
  const fixed = [noModelRow(name), ...wayRows(name, tools)];
  picker.items = fixed;
  const stopped = new AbortController();
  const chosen = new Promise<Row | undefined>(resolve => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
  });
  picker.show();
  const endpoints = tools.memento.get<string[]>(ENDPOINTS, []);
  void findRows(name, { ...tools, endpoints }, stopped.signal).then(
    rows => {
      const { activeItems } = picker;
      picker.items = [...fixed, ...rows]; // below: what a mouse is about to click must not move away
      picker.activeItems = activeItems; // who was on the way to a row stays there
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

function titleFor(name: RoleName): string {
  return name === 'completion'
    ? vscode.l10n.t('Inkling: where shall ghost text come from?')
    : vscode.l10n.t('Inkling: which model for {0}?', wordsFor(name));
}

/** For ghost text that is the workspace engine; for all else, whatever stands in. */
function noModelRow(name: RoleName): Row {
  const models = readModels();
  const mark = models[name] === undefined ? '$(check) ' : '';
  const action = (): Promise<void> => writeModel(name, undefined);
  if (name === 'completion') {
    return {
      label: `${mark}${vscode.l10n.t('Workspace engine')}`,
      description: vscode.l10n.t('built in'),
      detail: vscode.l10n.t('Learns your own code; nothing leaves this machine'),
      action,
    };
  }
  const { [name]: _, ...others } = models;
  return {
    label: `${mark}${vscode.l10n.t('No model of its own')}`,
    description: workerOf(name, others),
    action,
  };
}

function wayRows(name: RoleName, tools: PickerTools): Row[] {
  const models = readModels();
  const forCommands: Row = {
    label: `$(tools) ${vscode.l10n.t('Models for commands…')}`,
    detail: (['fast', 'strong'] as const)
      .map(role => `${wordsFor(role)}: ${workerOf(role, models)}`)
      .join(' · '),
    action: async () => {
      const role = await pickRole(models);
      if (role !== undefined) await chooseModel(tools, role);
    },
  };
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(add) ${vscode.l10n.t('Add an endpoint…')}`,
      detail:
        wayToOwnMachine() ??
        vscode.l10n.t('Any address that speaks OpenAI’s protocol, with or without a key'),
      action: () => addEndpoint(name, tools),
    },
    ...(name === 'completion' ? [forCommands] : []),
  ];
}

/** An endpoint that is added for one role is there for all. */
async function addEndpoint(name: RoleName, tools: PickerTools): Promise<void> {
  const address = await askAddress();
  if (address === undefined) return;
  const { base, origin } = address;
  if (!(await askKeyFor(origin, tools.keys))) return;
  const others = tools.memento.get<string[]>(ENDPOINTS, []).filter(known => known !== base);
  await tools.memento.update(ENDPOINTS, [...others, base]);
  await chooseModel(tools, name);
}
