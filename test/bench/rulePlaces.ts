import { fimPrompt } from '../../src/core/backend/fim.ts';
import { TEMPLATES } from '../../src/core/backend/tables/models.ts';
import { indentOf } from '../../src/core/completion/around.ts';
import { countByRatio } from '../../src/core/completion/budget/count.ts';
import { fit } from '../../src/core/completion/budget/fit.ts';
import { cutBack } from '../../src/core/completion/heal.ts';
import { placeAt } from '../../src/core/completion/place.ts';
import type { Snapshot, Wants } from '../../src/core/completion/types.ts';
import type { SafeText } from '../../src/core/gate/gate.ts';
import { marksOf } from '../../src/core/syntax/marks.ts';
import { closersOf, mask } from '../../src/core/syntax/mask.ts';
import { spansByMarks } from '../../src/core/syntax/spans.ts';
import { syntaxFor } from '../support/grammars.ts';
import type { SourceFile } from './corpora.ts';
import { qualityLines } from './qualityPlaces.ts';

/** A place where several lines may come, and what stands there in truth. */
export interface RulePlace {
  readonly at: Snapshot;
  readonly wants: Wants;
  readonly truth: string;
}

/** Half of them ask for a block, which is taken out of the file; half for the rest of a line, with the brackets that an editor closes by itself. */
export async function rulePlaces(most: number): Promise<RulePlace[]> {
  const places: RulePlace[] = [];
  for (const { file, above, text, cursors } of qualityLines(most / 2)) {
    const cursor = above.length + (cursors.at(-1) ?? 0);
    places.push(await linePlace(file, cursor, above.length + text.length));
    const block = await blockPlace(file, above.length);
    if (block !== undefined) places.push(block);
  }
  return places;
}

async function linePlace(file: SourceFile, cursor: number, end: number): Promise<RulePlace> {
  const typed = file.text.slice(file.text.lastIndexOf('\n', cursor - 1) + 1, cursor);
  const closers = closersOf(mask(typed, spansByMarks(typed, marksOf(file.language))));
  const at = snapshotAt(file, cursor, closers + file.text.slice(end));
  const { wants } = placeAt(at, await syntaxFor(file.language));
  return { at, wants, truth: file.text.slice(cursor, end) };
}

/** The first line from there on whose end wants a block, with the lines of it taken out. */
async function blockPlace(file: SourceFile, from: number): Promise<RulePlace | undefined> {
  const lines = file.text.split('\n');
  for (let k = file.text.slice(0, from).split('\n').length - 1; k < lines.length - 2; k++) {
    const indent = indentOf(lines[k] ?? '');
    let end = k + 1;
    while (end < lines.length && isInside(lines[end] ?? '', indent)) end++;
    if (end - k < 3 || end - k > 14) continue;
    const cursor = lines.slice(0, k + 1).join('\n').length;
    const at = snapshotAt(file, cursor, `\n${lines.slice(end).join('\n')}`);
    const { wants } = placeAt(at, await syntaxFor(file.language));
    if (wants === 'line') continue;
    return { at, wants, truth: `\n${lines.slice(k + 1, end).join('\n')}` };
  }
  return undefined;
}

function isInside(line: string, indent: number): boolean {
  return line.trim() === '' || indentOf(line) > indent;
}

function snapshotAt(file: SourceFile, cursor: number, after: string): Snapshot {
  const before = file.text.slice(0, cursor);
  const { path, language: languageId } = file;
  const line = before.split('\n').length - 1;
  return { uri: `file:///${path}`, path, languageId, version: 1, line, before, after };
}

/** The prompt for such a place, from where a token may begin; and what the answer owes therefore. */
export function promptAt({ at }: RulePlace): { readonly prompt: string; readonly owed: string } {
  const hole = { before: at.before as SafeText, after: at.after as SafeText };
  const fitted = fit(hole, 0, countByRatio);
  const { before, owed } = cutBack(fitted.before);
  const { path, languageId } = at;
  const question = {
    ...{ kind: 'fim' as const, path, languageId, context: [], mostTokens: 0 },
    before: before as SafeText,
    after: fitted.after,
  };
  return { prompt: fimPrompt(question, TEMPLATES.qwen), owed };
}
