import * as vscode from 'vscode';
import { below, isIn, nameOf } from '../../core/rewrite/project/paths.ts';
import type { Project } from '../../core/rewrite/project/project.ts';

/** The files that tell of frameworks and the like, besides code. */
const MANIFESTS =
  'package.json,vitest.*,jest.config.*,.mocharc.*,pytest.ini,pyproject.toml,setup.cfg,tox.ini,Pipfile,Makefile,*requirements*.txt,go.mod,Cargo.toml,pom.xml,build.gradle,build.gradle.kts,*.csproj,Gemfile,*.gemspec,.rspec,schema.prisma,phpunit*.xml*,composer.json';
const ENDINGS = 'js,cjs,mjs,jsx,ts,cts,mts,tsx,py,go,rs,java,kt,cs,rb,php';
const CODE = ENDINGS.split(',')
  .map(ending => `*.${ending}`)
  .join(',');
const ELSEWHERE =
  '**/{node_modules,.git,dist,build,out,target,vendor,bin,obj,.venv,venv,coverage}/**';
const MOST_FILES = 20_000;

/** A workspace folder as commands look at it; of a document in no folder, the folder that it lies in, and nothing of its own below; of an untitled one, the first folder. */
export interface DiskProject extends Project {
  readonly root: vscode.Uri;
  uriOf(path: string): vscode.Uri;
  pathOf(uri: vscode.Uri): string;
  /** Is there such a file, in the folders that are not looked at too? */
  exists(path: string): Promise<boolean>;
  /** The file; one that is not there yet as an unsaved document of its path. */
  open(path: string): Promise<vscode.TextDocument>;
}

export async function projectOf({ uri }: vscode.TextDocument): Promise<DiskProject> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const folder =
    vscode.workspace.getWorkspaceFolder(uri) ?? (uri.scheme === 'untitled' ? first : undefined);
  const root = folder?.uri ?? vscode.Uri.joinPath(uri, '..');
  const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(root, path);
  const files = folder === undefined ? await filesBeside(root) : await filesIn(folder);
  const exists = async (path: string): Promise<boolean> => {
    try {
      await vscode.workspace.fs.stat(uriOf(path));
      return true;
    } catch {
      return false;
    }
  };
  return {
    root,
    files,
    uriOf,
    pathOf: ({ path }) => (isIn(path, root.path) ? below(path, root.path) : nameOf(path)),
    async read(path) {
      const open = vscode.workspace.textDocuments.find(
        document => document.uri.toString() === uriOf(path).toString(),
      );
      if (open !== undefined) return open.getText().replaceAll('\r\n', '\n');
      try {
        const bytes = await vscode.workspace.fs.readFile(uriOf(path));
        return new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
      } catch {
        return undefined; // gone meanwhile, or not for us to read: as if it were not there
      }
    },
    exists,
    async open(path) {
      const uri = uriOf(path);
      const there = await exists(path);
      return vscode.workspace.openTextDocument(there ? uri : uri.with({ scheme: 'untitled' }));
    },
  };
}

async function filesIn(folder: vscode.WorkspaceFolder): Promise<string[]> {
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, `**/{${CODE},${MANIFESTS}}`),
    new vscode.RelativePattern(folder, ELSEWHERE),
    MOST_FILES,
  );
  const start = folder.uri.path.length + 1;
  return found.map(({ path }) => path.slice(start)).sort();
}

async function filesBeside(root: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(root);
    return entries.filter(([, type]) => type === vscode.FileType.File).map(([name]) => name);
  } catch {
    return []; // no folder at all: as if nothing were there
  }
}
