import * as vscode from 'vscode';
import { SERVERS, type ServerKind } from '../../core/backend/servers.ts';

/** A model at an endpoint, as the user chose it. */
export interface ModelChoice {
  readonly endpoint: string;
  readonly model: string;
  /** What detection found there. */
  readonly server?: ServerKind | undefined;
  /** It only talks, and the user wants ghost text from it all the same. */
  readonly byChat?: boolean | undefined;
}

/** The setting's name, after `inkling.`. */
export const SETTING = 'completion.model';

/** The user's own choice. What a workspace says about it counts for nothing, in whatever form it is written. */
export function readChoice(): ModelChoice | undefined {
  const value: unknown = vscode.workspace.getConfiguration('inkling').inspect(SETTING)?.globalValue;
  if (typeof value !== 'object' || value === null) return undefined;
  const { endpoint, model, server, byChat } = value as Record<string, unknown>;
  if (typeof endpoint !== 'string' || typeof model !== 'string') return undefined;
  return {
    endpoint,
    model,
    server: SERVERS.find(({ kind }) => kind === server)?.kind,
    byChat: byChat === true,
  };
}

export async function writeChoice(choice: ModelChoice | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('inkling')
    .update(SETTING, choice, vscode.ConfigurationTarget.Global);
}

const PROTECTED = /"inkling\.completion(\.model)?"|"inkling"\s*:/;
const LARGEST_SETTINGS = 256 * 1024;

/**
 * Does this workspace try to choose where code goes? VS Code hides what it ignores, so the files are looked into. Those of an untrusted workspace
 * are not read.
 */
export async function workspaceTriesToChoose(): Promise<boolean> {
  if (!vscode.workspace.isTrusted) return false;
  const files = (vscode.workspace.workspaceFolders ?? []).map(folder =>
    vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json'),
  );
  const { workspaceFile } = vscode.workspace;
  if (workspaceFile !== undefined && workspaceFile.scheme !== 'untitled') files.push(workspaceFile);
  for (const file of files) {
    try {
      const bytes = await vscode.workspace.fs.readFile(file);
      const text = new TextDecoder().decode(bytes.subarray(0, LARGEST_SETTINGS));
      if (PROTECTED.test(text)) return true;
    } catch {
      // it has none
    }
  }
  return false;
}
