import * as vscode from 'vscode';
import { nameOf, stemOf } from '../../core/rewrite/project/paths.ts';
import { selectedLines } from '../../core/rewrite/subject.ts';
import { ormsFor } from '../../core/rewrite/translate/orms.ts';
import { type Into, nameOfTarget, targetsFor } from '../../core/rewrite/translate/targets.ts';
import { translateInto } from '../../core/rewrite/translate/task.ts';
import { blankAt } from '../../core/rewrite/written.ts';
import { projectOf } from './project.ts';
import type { Rewriter } from './rewriter.ts';
import type { Target } from './target.ts';

const LAST = 'inkling.translatedInto';

/**
 * Translates the selection or the file into a new untitled document beside it.
 *
 * @param memento remembers what each language was translated into last.
 * @throws RewriteFault, Failed, CancellationError
 */
export async function translate(
  { document, subject: about }: Target,
  rewriter: Rewriter,
  memento: vscode.Memento,
): Promise<void> {
  const into = await chosenFor({ document, subject: about }, memento);
  const { language } = into;
  const fresh = await vscode.workspace.openTextDocument({ language: language.id, content: '' });
  const name = `${stemOf(nameOf(document.uri.path))}${language.ending}`;
  const target: Target = {
    document: fresh,
    subject: blankAt('', language.id),
    fresh: { column: vscode.ViewColumn.Beside, name },
  };
  await rewriter.begin(vscode.l10n.t('Translate'), target, '', () => translateInto(into, about));
}

/** What the user chooses, and what they chose last for this language first. @throws CancellationError */
async function chosenFor({ document, subject }: Target, memento: vscode.Memento): Promise<Into> {
  const { languageId } = subject;
  const project = await projectOf(document);
  const found = await ormsFor(project.pathOf(document.uri), project);
  const last = memento.get<Record<string, string>>(LAST, {});
  const lines = selectedLines(subject);
  const rows = targetsFor({ languageId, lines }, found, last[languageId]).map(into => ({
    label: nameOfTarget(into),
    description: descriptionOf(into, last[languageId]),
    into,
  }));
  const title = vscode.l10n.t('Translate {0} lines into…', lines.length);
  const chosen = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
  if (chosen === undefined) throw new vscode.CancellationError();
  await memento.update(LAST, { ...last, [languageId]: chosen.into.id });
  return chosen.into;
}

function descriptionOf({ id, because }: Into, last: string | undefined): string {
  const words = [
    because === undefined ? '' : vscode.l10n.t('used here, says {0}', because),
    id === last ? vscode.l10n.t('last time') : '',
  ];
  return words.filter(part => part !== '').join(', ');
}
