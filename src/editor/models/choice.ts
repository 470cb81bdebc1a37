import * as vscode from 'vscode';
import { readHeaders } from '../../core/backend/endpoint.ts';
import { isRoleName, type Models } from '../../core/backend/tables/routing.ts';
import { SERVERS, type ServerKind } from '../../core/backend/tables/servers.ts';

/** A model at an endpoint, as the user chose it. */
export interface ModelChoice {
  readonly endpoint: string;
  readonly model: string;
  /** What detection found there. */
  readonly server?: ServerKind | undefined;
  /** It only talks, and the user wants ghost text from it all the same. */
  readonly byChat?: boolean | undefined;
  /** Sent along with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The setting's name, after `inkling.`. */
const SETTING = 'completion.model';

/** What else the user decided about models: what is asked when the chosen one fails, and what a day may cost. */
export interface ModelRules {
  readonly fallbacks: readonly ModelChoice[];
  /** A fallback may be in a more public place than the chosen model: in the cloud, say, where that is on this machine. */
  readonly morePublic: boolean;
  /** US dollars a day; 0 for no limit. */
  readonly costPerDay: number;
}

/** The user's own models by role and language, as `routeOf` wants them. */
export function readModels(): Models<ModelChoice> {
  const pairs = Object.entries(ownModels())
    .filter(([name]) => isRoleName(name))
    .map(([name, choice]) => [name, choiceOf(choice)]);
  const completion = readChoice();
  const all = completion === undefined ? pairs : [...pairs, ['completion', completion]];
  return Object.fromEntries(all.filter(([, choice]) => choice !== undefined));
}

/** What stands in the user's own `inkling.models`, whatever it is. */
function ownModels(): object {
  const value: unknown = vscode.workspace
    .getConfiguration('inkling')
    .inspect('models')?.globalValue;
  return typeof value === 'object' && value !== null ? value : {};
}

/** The user's own rules. What a workspace says counts for nothing, here too. */
export function readRules(): ModelRules {
  const section = vscode.workspace.getConfiguration('inkling');
  const own = (name: string): unknown => section.inspect(name)?.globalValue;
  const fallbacks = own('completion.fallbacks');
  const cost = own('costPerDay');
  return {
    fallbacks: Array.isArray(fallbacks)
      ? fallbacks.map(choiceOf).filter(choice => choice !== undefined)
      : [],
    morePublic: own('completion.morePublic') === true,
    costPerDay: typeof cost === 'number' && cost > 0 ? cost : 0,
  };
}

/** The user's own choice. What a workspace says about it counts for nothing, in whatever form it is written. */
export function readChoice(): ModelChoice | undefined {
  return choiceOf(vscode.workspace.getConfiguration('inkling').inspect(SETTING)?.globalValue);
}

function choiceOf(value: unknown): ModelChoice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { endpoint, model, server, byChat, headers } = value as Record<string, unknown>;
  if (typeof endpoint !== 'string' || typeof model !== 'string') return undefined;
  return {
    endpoint,
    model,
    server: SERVERS.find(({ kind }) => kind === server)?.kind,
    byChat: byChat === true,
    headers: readHeaders(headers),
  };
}

export async function writeChoice(choice: ModelChoice | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('inkling')
    .update(SETTING, choice, vscode.ConfigurationTarget.Global);
}

const PROTECTED = /"inkling\.(completion[.\w]*|models|costPerDay)"|"inkling"\s*:/;
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
