import * as vscode from 'vscode';
import { type Change, changesOf, PROFILES, type Profile } from './profiles.ts';

/** `Inkling: Choose Profile`: quiet, balanced or eager, each with what it changes. A value of the workspace's own that is in the way is told. */
export async function chooseProfile(): Promise<void> {
  const section = vscode.workspace.getConfiguration();
  const rows = PROFILES.map(profile => {
    const changes = changesOf(profile, setting => userValue(section, setting));
    return {
      label: `${changes.length === 0 ? '$(check) ' : ''}${titleOf(profile.name)}`,
      description: meaningOf(profile.name),
      detail:
        changes.length === 0 ? vscode.l10n.t('as it is now') : changes.map(wordsFor).join(' · '),
      changes,
    };
  });
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Inkling: how often shall it speak?'),
    placeHolder: vscode.l10n.t('Choosing one changes your own settings as told below it'),
  });
  if (chosen === undefined) return;
  for (const { setting, to } of chosen.changes) await write(section, setting, to);
  tellOverruled(section, chosen.changes);
}

/** What holds for the user wherever no workspace says otherwise. */
function userValue(section: vscode.WorkspaceConfiguration, setting: string): unknown {
  const found = section.inspect(setting);
  return found?.globalValue ?? found?.defaultValue;
}

/** A default is not written down: it may get better with the next version. */
async function write(
  section: vscode.WorkspaceConfiguration,
  setting: string,
  to: unknown,
): Promise<void> {
  const isDefault = JSON.stringify(section.inspect(setting)?.defaultValue) === JSON.stringify(to);
  const { Global } = vscode.ConfigurationTarget;
  await section.update(setting, isDefault ? undefined : to, Global);
}

function tellOverruled(section: vscode.WorkspaceConfiguration, changes: readonly Change[]): void {
  const overruled = changes.filter(({ setting }) => {
    const found = section.inspect(setting);
    return found?.workspaceValue !== undefined || found?.workspaceFolderValue !== undefined;
  });
  if (overruled.length === 0) return;
  const names = overruled.map(({ setting }) => setting).join(', ');
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Inkling: this workspace says otherwise about {0}, and that counts here.', names),
  );
}

function wordsFor({ setting, from, to }: Change): string {
  return `${setting}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`;
}

function titleOf(name: Profile['name']): string {
  const titles: Readonly<Record<Profile['name'], string>> = {
    quiet: vscode.l10n.t('Quiet'),
    balanced: vscode.l10n.t('Balanced'),
    eager: vscode.l10n.t('Eager'),
  };
  return titles[name];
}

function meaningOf(name: Profile['name']): string {
  const meanings: Readonly<Record<Profile['name'], string>> = {
    quiet: vscode.l10n.t('speaks rarely, and is almost always right'),
    balanced: vscode.l10n.t('shows what is worth a glance'),
    eager: vscode.l10n.t('shows more, sooner, and is wrong more often'),
  };
  return meanings[name];
}
