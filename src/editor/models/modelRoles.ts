import * as vscode from 'vscode';
import { shortName } from '../../core/backend/tables/models.ts';
import {
  type Models,
  ROLES,
  type Role,
  type RoleName,
  standInFor,
} from '../../core/backend/tables/routing.ts';
import { isTalker, type ModelChoice } from './choice.ts';

/** The two halves of a role's name. */
export function partsOf(name: RoleName): { readonly role: Role; readonly languageId?: string } {
  const [role, languageId] = name.split(':') as [Role, string | undefined];
  return languageId === undefined ? { role } : { role, languageId };
}

/** A role as people call it: `strong commands in rust`. */
export function wordsFor(name: RoleName): string {
  const { role, languageId } = partsOf(name);
  const words: Readonly<Record<Role, string>> = {
    completion: vscode.l10n.t('ghost text'),
    fast: vscode.l10n.t('fast commands'),
    strong: vscode.l10n.t('strong commands'),
  };
  return languageId === undefined
    ? words[role]
    : vscode.l10n.t('{0} in {1}', words[role], languageId);
}

/** What a role is for. */
export function tasksOf(role: Role): string {
  if (role === 'completion') return vscode.l10n.t('What appears while you type');
  const tasks = Object.entries(ROLES).filter(([, its]) => its === role);
  return tasks.map(([task]) => task).join(', ');
}

/**
 * Whose model does a role's work now.
 *
 *     X                       its own
 *     as for ghost text: X    one that stands in
 *     no model yet            nobody can
 */
export function workerOf(name: RoleName, models: Models<ModelChoice>): string {
  const { role, languageId } = partsOf(name);
  const can = role === 'completion' ? undefined : isTalker;
  const worker = standInFor(role, languageId, models, can);
  const choice = worker && models[worker];
  if (choice === undefined) {
    return role === 'completion'
      ? vscode.l10n.t('Workspace engine')
      : vscode.l10n.t('no model yet');
  }
  const model = shortName(choice.model);
  if (worker === name) return model;
  if (worker === role) return vscode.l10n.t('as in every language: {0}', model);
  return vscode.l10n.t('as for {0}: {1}', wordsFor(worker as RoleName), model);
}

/** Lets the user choose a role. @returns undefined where they left. */
export async function pickRole(models: Models<ModelChoice>): Promise<RoleName | undefined> {
  const languageId = vscode.window.activeTextEditor?.document.languageId;
  const roles = ['fast', 'strong', 'completion'] as const;
  const picked = await vscode.window.showQuickPick(
    [
      ...roles.map(name => roleRow(name, models)),
      ...(languageId === undefined ? [] : rowsIn(languageId, roles, models)),
    ],
    {
      title: vscode.l10n.t('Inkling: models for commands'),
      placeHolder: vscode.l10n.t('Choose what a model is for'),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.name;
}

function rowsIn(languageId: string, roles: readonly Role[], models: Models<ModelChoice>) {
  const separator = {
    label: vscode.l10n.t('only for {0}', languageId),
    kind: vscode.QuickPickItemKind.Separator,
    name: undefined,
  };
  return [separator, ...roles.map(role => roleRow(`${role}:${languageId}`, models))];
}

function roleRow(name: RoleName, models: Models<ModelChoice>) {
  const icons: Readonly<Record<Role, string>> = {
    completion: '$(edit)',
    fast: '$(zap)',
    strong: '$(mortar-board)',
  };
  const { role } = partsOf(name);
  const words = wordsFor(name);
  return {
    label: `${icons[role]} ${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    description: workerOf(name, models),
    detail: tasksOf(role),
    name,
  };
}
