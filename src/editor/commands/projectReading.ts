import * as vscode from 'vscode';
import { projectReferencesIn } from '../../core/rewrite/architecture/dotnetProjects.ts';
import type { LinkedFile, Packages } from '../../core/rewrite/architecture/graph.ts';
import { declaredIn, linksIn } from '../../core/rewrite/architecture/links.ts';
import { MANIFESTS, packageNameIn } from '../../core/rewrite/architecture/packages.ts';
import type { Manifest } from '../../core/rewrite/architecture/question.ts';
import { canBeRead } from '../../core/rewrite/architecture/resolve.ts';
import { folderOf } from '../../core/rewrite/project/paths.ts';
import { LARGEST_FILE, languageOf } from '../../core/workspace/files/eligible.ts';
import { pathOf } from '../snapshot.ts';
import { codeFiles } from './projectFiles.ts';
import type { TargetTools } from './target.ts';

/** More files are left out, and told. */
const MOST_FILES = 3000;
/** So many milliseconds of work, then the editor has its turn. */
const TURN = 12;

/** A folder of the workspace, as the structure of its code is looked at. */
export interface Project {
  readonly files: readonly LinkedFile[];
  readonly packages: Packages;
  readonly manifests: readonly Manifest[];
  /** Files of languages that can be read, which were not: excluded, too large, or too many. */
  readonly left: number;
}

/** Reads the imports of all files of code that may be read. @throws the signal's reason. */
export async function readProject(
  folder: vscode.WorkspaceFolder,
  tools: Pick<TargetTools, 'grammars' | 'exclusions' | 'gate'>,
  say: (message: string) => void,
  signal: AbortSignal,
): Promise<Project> {
  const found = (await codeFiles(MOST_FILES * 3, folder)).filter(uri => canBeRead(languageAt(uri)));
  const files: LinkedFile[] = [];
  let turn = performance.now();
  for (const [at, uri] of found.slice(0, MOST_FILES).entries()) {
    signal.throwIfAborted();
    const file = await linkedFile(uri, tools);
    if (file !== undefined) files.push(file);
    if (performance.now() - turn < TURN) continue;
    say(vscode.l10n.t('{0} of {1} files', at + 1, Math.min(found.length, MOST_FILES)));
    await new Promise(resolve => setTimeout(resolve, 0));
    turn = performance.now();
  }
  const manifests = await manifestsIn(folder, tools);
  return { files, packages: packagesOf(manifests), manifests, left: found.length - files.length };
}

function packagesOf(manifests: readonly Manifest[]): Packages {
  const names = new Map<string, string>();
  const projects = new Map<string, readonly string[]>();
  for (const { path, text } of manifests) {
    const folder = folderOf(path);
    const name = packageNameIn(path, text);
    if (name !== undefined) names.set(name, folder);
    if (!path.endsWith('.csproj')) continue;
    projects.set(folder, [...(projects.get(folder) ?? []), ...projectReferencesIn(path, text)]);
  }
  return { names, projects };
}

/** VS Code's language id by the file's name; `` for what is no code. */
function languageAt({ path }: vscode.Uri): string {
  return languageOf(path.slice(path.lastIndexOf('/') + 1)) ?? '';
}

async function linkedFile(
  uri: vscode.Uri,
  tools: Pick<TargetTools, 'grammars' | 'exclusions' | 'gate'>,
): Promise<LinkedFile | undefined> {
  const path = pathOf(uri);
  const languageId = languageAt(uri);
  const syntax = await tools.grammars.syntaxOf(languageId);
  if (syntax === undefined) return undefined;
  const text = await textOf(uri, tools);
  if (text === undefined) return undefined;
  return {
    path,
    languageId,
    lines: text.split('\n').length,
    links: linksIn(syntax, text),
    declares: declaredIn(syntax, text),
  };
}

/** What a file holds; `undefined` where it may not leave, is too large, or is gone. Its name and its imports go to a model. */
async function textOf(
  uri: vscode.Uri,
  { exclusions, gate }: Pick<TargetTools, 'exclusions' | 'gate'>,
): Promise<string | undefined> {
  const path = pathOf(uri);
  await exclusions.ready(path);
  if (gate.whyNot(path) !== undefined) return undefined;
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > LARGEST_FILE ? undefined : new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

async function manifestsIn(
  folder: vscode.WorkspaceFolder,
  tools: Pick<TargetTools, 'exclusions' | 'gate'>,
): Promise<readonly Manifest[]> {
  const pattern = new vscode.RelativePattern(folder, `**/{${MANIFESTS.join(',')}}`);
  const elsewhere = '**/{node_modules,.git,dist,build,out,target,vendor,.venv,venv}/**';
  const found = await vscode.workspace.findFiles(pattern, elsewhere, 200);
  const nearest = found.sort((one, other) => one.path.length - other.path.length);
  const manifests: Manifest[] = [];
  for (const uri of nearest) {
    const text = await textOf(uri, tools);
    if (text !== undefined) manifests.push({ path: pathOf(uri), text });
  }
  return manifests;
}
