import { type Block, linesIn, partsOf } from './fences.ts';
import { isOtherLanguage, isThisLanguage } from './languages.ts';

/** What the answer is for. */
export interface Wanted {
  /** `` where any file's name will do: the code is for a document without one. */
  readonly path: string;
  readonly languageId: string;
  /** The code that is to be rewritten. */
  readonly original: readonly string[];
}

/** Why there is no code to take. */
export type NoCode = 'OUT-NOCODE' | 'OUT-LANGUAGE' | 'OUT-PATCH' | 'OUT-FILE';

export type Taken =
  | {
      readonly kind: 'code';
      readonly lines: readonly string[];
      /** False where it was still being written. */
      readonly closed: boolean;
      /** How many other blocks could have been meant. */
      readonly passedOver: number;
    }
  | { readonly kind: 'none'; readonly code: NoCode };

/**
 * The one block of an answer that is the rewritten code, by rule: not a patch, not for another file, not in another language, not the old code again; of
 * those that are left, the one that has most lines in common with the old code, and a block that is named after the language before one that is not.
 *
 *     "Before:⏎```js⏎old⏎```⏎After:⏎```js⏎new⏎```⏎Run it:⏎```sh⏎npm test⏎```"   ⇒   "new"
 */
export function oneCodeBlock(answer: string, wanted: Wanted): Taken {
  const { blocks } = partsOf(answer);
  return blocks.length === 0 ? bareCode(answer, wanted) : oneOf(blocks, wanted);
}

/** The same among the blocks of an answer that was read already. */
export function oneOf(blocks: readonly Block[], wanted: Wanted): Taken {
  let code: NoCode = 'OUT-NOCODE';
  const left = blocks.filter(block => {
    const why = whyNot(block, wanted);
    code = why ?? code;
    return why === undefined;
  });
  const old = textOf(wanted.original);
  const news = left.filter(({ lines }) => textOf(lines) !== old);
  const candidates = news.length > 0 ? news : left;
  const known = new Set(wanted.original.map(line => line.trim()).filter(line => line.length > 2));
  const score = ({ lines, info }: Block): number =>
    lines.filter(line => known.has(line.trim())).length +
    (isThisLanguage(nameIn(info), wanted.languageId) ? 0.5 : 0);
  const [first, ...others] = candidates;
  if (first === undefined) return { kind: 'none', code };
  const best = others.reduce((one, other) => (score(other) > score(one) ? other : one), first);
  const { lines, closed } = best;
  return { kind: 'code', lines: withoutPath(lines, wanted), closed, passedOver: others.length };
}

function textOf(lines: readonly string[]): string {
  return lines
    .map(line => line.trim())
    .join('\n')
    .trim();
}

function whyNot({ info, lines, above }: Block, { path, languageId }: Wanted): NoCode | undefined {
  const name = nameIn(info);
  if (/^(diff|patch|udiff)$/i.test(name) ? languageId !== 'diff' : isPatch(lines))
    return 'OUT-PATCH';
  const file = fileOf(info) ?? fileAlone(above) ?? fileAlone(lines[0] ?? '');
  if (path !== '' && file !== undefined && baseName(file) !== baseName(path)) return 'OUT-FILE';
  if (isOtherLanguage(name, languageId)) return 'OUT-LANGUAGE';
  return lines.every(line => line.trim() === '') ? 'OUT-NOCODE' : undefined;
}

/** The language after a fence: `ts title="a.ts"` ⇒ ts */
export function nameIn(info: string): string {
  return info.split(/[\s:{]/, 1)[0] ?? '';
}

function isPatch(lines: readonly string[]): boolean {
  return lines.some(line =>
    /^(@@ -\d|\*\*\* (Begin Patch|Update File)|<{7} |diff --git )/.test(line),
  );
}

/** A file that is named after the fence: `ts:src/a.ts`, `ts title="src/a.ts"`, `src/a.ts`. */
function fileOf(info: string): string | undefined {
  return /(?:^|[\s:="'])((?:[\w.@-]+\/)*[\w.-]+\.[a-z]\w{0,5})["']?$/i.exec(info)?.[1];
}

/** A line that is nothing but a file's name: `// src/a.ts`, `**src/a.ts**`, `File: src/a.ts`. */
function fileAlone(line: string): string | undefined {
  return /^(?:\W{0,4}(?:file(?:name)?:\s*)?)((?:[\w.@-]+\/)*[\w-]+(?:\.[\w-]+)*\.[a-z]\w{0,5})\W{0,4}$/i.exec(
    line.trim(),
  )?.[1];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** Without the file's own name as a first comment, unless it was there before. */
function withoutPath(lines: readonly string[], { original }: Wanted): readonly string[] {
  const [first = ''] = lines;
  const isName = fileAlone(first) !== undefined && /^\s*(\/\/|#|--|;|\/\*|<!--)/.test(first);
  return isName && !original.includes(first) ? lines.slice(1) : lines;
}

/** Is it a sentence for people? */
const PROSE = /^\s*[A-Z][\w'’]*(,? [\w'’`"()-]+){3,}[.:!?]\s*$/;

/**
 * Code without a fence, where it surely is: from the first line that the old code has too. Sentences at its end are left out.
 *
 *     "Here it is.⏎⏎function f() {⏎  g();⏎}⏎⏎This is shorter than before."   ⇒   "function f() {⏎  g();⏎}"
 */
function bareCode(answer: string, { original }: Wanted): Taken {
  const known = new Set(original.map(line => line.trim()).filter(line => /\w{2}/.test(line)));
  const all = linesIn(answer);
  const from = all.findIndex(line => known.has(line.trim()));
  if (from < 0) return { kind: 'none', code: isPatch(all) ? 'OUT-PATCH' : 'OUT-NOCODE' };
  const lines = all.slice(from);
  while (lines.length > 0 && (lines.at(-1)?.trim() === '' || PROSE.test(lines.at(-1) ?? '')))
    lines.pop();
  const sound = lines.length > 0 && !lines.some(line => PROSE.test(line)) && !isPatch(all);
  return sound
    ? { kind: 'code', lines, closed: true, passedOver: 0 }
    : { kind: 'none', code: isPatch(all) ? 'OUT-PATCH' : 'OUT-NOCODE' };
}
