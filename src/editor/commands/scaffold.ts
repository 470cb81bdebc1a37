import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { nearestNamed } from '../../core/rewrite/project/evidence.ts';
import { nameOf } from '../../core/rewrite/project/paths.ts';
import type { Kind } from '../../core/rewrite/scaffold/kinds.ts';
import { packageOf, placeScaffold } from '../../core/rewrite/scaffold/place.ts';
import { scaffold } from '../../core/rewrite/scaffold/task.ts';
import { type Ground, groundFor, TOOLS, type Tool } from '../../core/rewrite/scaffold/tools.ts';
import type { Subject } from '../../core/rewrite/subject.ts';
import { exampleOf } from './example.ts';
import { type DiskProject, projectOf } from './project.ts';
import type { Rewriter } from './rewriter.ts';
import { askKind, askPath, askWhat } from './scaffoldWishes.ts';
import { editorAt, mayLeave, type TargetTools, targetIn, wholeOf } from './target.ts';

/**
 * Writes a new file of a kind that projects have many of, with what the project is written with, where its siblings live. It is looked at before it is made.
 *
 * @throws RewriteFault, Failed, CancellationError
 */
export async function scaffoldHere(rewriter: Rewriter, tools: TargetTools): Promise<void> {
  const editor = editorAt();
  const project = await projectOf(editor.document);
  const ground = groundFor(editor.document.languageId, project.files);
  if (ground === undefined)
    throw new RewriteFault('NEW-LANGUAGE', { language: editor.document.languageId });
  const about = await subjectAt(editor, tools);
  const from = project.pathOf(editor.document.uri);
  const used = await usedIn(from, ground, project);
  const kind = wanted(await askKind(one => namesOf(used[one]) || ground.standard[one]));
  const what = wanted(await askWhat(kind, about?.name ?? ''));
  const folder = packageOf(from, project.files);
  const wish = { kind, what, ground, tools: used[kind], from, folder };
  const place = placeScaffold(wish, project.files);
  const path = wanted(await askPath(place.path, one => whyNot(one, project)));
  const example = await exampleOf(place.model, project, tools);
  const document = await project.open(path);
  await mayLeave(document, tools);
  const fresh = { column: vscode.ViewColumn.Active, name: nameOf(path) };
  await rewriter.begin(
    vscode.l10n.t('Scaffold'),
    { document, subject: { ...wholeOf(document), path }, fresh },
    '',
    () => scaffold({ kind, what, ground, tools: used[kind], path, about, example }),
  );
}

/** @throws CancellationError where nothing was chosen. */
function wanted<T>(chosen: T | undefined): T {
  if (chosen === undefined) throw new vscode.CancellationError();
  return chosen;
}

/** What is selected, or the type at the cursor; nothing where it may not be sent, or is none. */
async function subjectAt(
  editor: vscode.TextEditor,
  tools: TargetTools,
): Promise<Subject | undefined> {
  try {
    const { subject, definition } = await targetIn(editor, ['symbol'], false, tools);
    return !editor.selection.isEmpty || definition?.kind === 'type' ? subject : undefined;
  } catch (error) {
    if (error instanceof RewriteFault) return undefined;
    throw error;
  }
}

/** What the nearest manifests name, for each kind. */
async function usedIn(
  from: string,
  { languageId }: Ground,
  project: DiskProject,
): Promise<Readonly<Record<Kind, readonly Tool[]>>> {
  const used = async (kind: Kind): Promise<readonly Tool[]> => {
    const rows = TOOLS.filter(
      ({ kinds, languages }) => kinds.includes(kind) && languages.includes(languageId),
    );
    return (await nearestNamed(from, rows, project)).map(({ row }) => row);
  };
  const [crud, client, files] = await Promise.all([used('crud'), used('client'), used('files')]);
  return { crud, client, files };
}

function namesOf(tools: readonly Tool[]): string {
  return tools.map(({ id }) => id).join(', ');
}

async function whyNot(path: string, project: DiskProject): Promise<string | undefined> {
  if (path === '' || path.endsWith('/')) return vscode.l10n.t('A path of a file');
  if (path.startsWith('/') || path.split('/').includes('..'))
    return vscode.l10n.t('A path inside of the folder');
  return (await project.exists(path)) ? vscode.l10n.t('It is there already') : undefined;
}
