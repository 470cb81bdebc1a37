import { type Import, importsIn } from '../../syntax/imports.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Outline, Piece } from './outline.ts';

/** A change of a text: what stands at `[start, end)` afterwards. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text and how it is taken apart. */
export interface Parsed {
  readonly text: string;
  readonly outline: Outline;
}

/**
 * What is to be changed in `old` so that it imports all that `news` does: names are added to an import of the same file, and only what is left becomes a line of
 * its own, behind the last import.
 *
 *     import { a } from './x';    +    import { a, b } from './x';    ⇒    import { a, b } from './x';
 *                                      import { c } from './y';            import { c } from './y';
 */
export function mergeImports(old: Parsed, news: Parsed, syntax: Syntax): Change[] {
  const known = importsIn(syntax, old.text);
  const wanted = importsIn(syntax, news.text);
  const changes: Change[] = [];
  const lines: string[] = [];
  for (const piece of news.outline.pieces.filter(({ kind }) => kind === 'import')) {
    const text = news.text.slice(piece.start, piece.end);
    if (importTexts(old).some(there => plain(there) === plain(text))) continue;
    const imports = wanted.filter(one => one.start >= piece.start && one.end <= piece.end);
    const missing = imports.flatMap(one => missingFrom(one, known) ?? []);
    if (imports.length > 0 && missing.length === 0) continue;
    const added = missing.map(one => addition(one, known, old.text));
    if (added.length > 0 && added.every(change => change !== undefined)) changes.push(...added);
    else if (syntax.grammar.file === 'go') changes.push(...intoGoBlock(missing, old));
    else lines.push(text);
  }
  if (lines.length > 0) changes.push(newLines(lines, old));
  return joinedWhereSame(changes);
}

function importTexts({ text, outline }: Parsed): string[] {
  return outline.pieces
    .filter(({ kind }) => kind === 'import')
    .map(({ start, end }) => text.slice(start, end));
}

/** Without what makes no difference. */
function plain(text: string): string {
  return text
    .replace(/["'`;]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The import without the names that are there already; `undefined` where all of them are. */
function missingFrom(wanted: Import, known: readonly Import[]): Import | undefined {
  const same = known.filter(({ from }) => from === wanted.from);
  const names = wanted.names.filter(
    ({ name, as }) =>
      !same.some(there => there.names.some(one => one.name === name && one.as === as)),
  );
  if (names.length > 0) return { ...wanted, names };
  return wanted.names.length === 0 && same.length === 0 ? wanted : undefined;
}

/** The names, written into an import of the same file that lists names. */
function addition(
  { from, names }: Import,
  known: readonly Import[],
  text: string,
): Change | undefined {
  if (names.length === 0 || names.some(({ name }) => name === '*' || name === 'default')) {
    return undefined;
  }
  for (const there of known.filter(one => one.from === from)) {
    const written = text.slice(there.start, there.end);
    const listed =
      /\{[^{}]*?(,?\s*)\}|\bimport\s+\([^()]*?(,?\s*)\)|^from\s+\S+\s+import\s+[\w., ]+()$/.exec(
        written,
      );
    if (listed === null || /^import\s+type\b/.test(written) || /\*\s*$/.test(written)) continue;
    const tail = listed[1] ?? listed[2] ?? '';
    const closing = /[})]$/.test(listed[0]) ? 1 : 0;
    const at = there.start + listed.index + listed[0].length - closing - tail.length;
    const separator = written.startsWith('from') || /^import/.test(written) ? ' as ' : ': ';
    const list = names.map(({ name, as }) => (name === as ? name : name + separator + as));
    return { start: at, end: at, text: `, ${list.join(', ')}` };
  }
  return undefined;
}

/** Go: into the block of imports; an import that stands alone becomes a block. */
function intoGoBlock(missing: readonly Import[], { text, outline }: Parsed): Change[] {
  const specs = missing.map(({ from, names }) => {
    const [{ as } = { as: '' }] = names;
    return as === '' || as === from.split('/').pop() ? `"${from}"` : `${as} "${from}"`;
  });
  const block = outline.pieces.filter(({ kind }) => kind === 'import').at(-1);
  if (block === undefined) {
    const lines = specs.map(spec => `\t${spec}`).join('\n');
    return [newLines([`import (\n${lines}\n)`], { text, outline })];
  }
  const written = text.slice(block.start, block.end);
  if (written.endsWith(')')) {
    const at = block.end - 1;
    return [{ start: at, end: at, text: specs.map(spec => `\t${spec}\n`).join('') }];
  }
  const lines = [written.replace(/^import\s+/, ''), ...specs].map(spec => `\t${spec}`).join('\n');
  return [{ start: block.start, end: block.end, text: `import (\n${lines}\n)` }];
}

/** Whole lines behind the last import, else behind what must come first, else at the very start. */
function newLines(lines: readonly string[], { outline }: Parsed): Change {
  const last = (kind: Piece['kind']): Piece | undefined =>
    outline.pieces.filter(piece => piece.kind === kind).at(-1);
  const behind = last('import');
  if (behind !== undefined) {
    return { start: behind.end, end: behind.end, text: `\n${lines.join('\n')}` };
  }
  const preamble = last('preamble');
  return preamble === undefined
    ? { start: 0, end: 0, text: `${lines.join('\n')}\n\n` }
    : { start: preamble.end, end: preamble.end, text: `\n\n${lines.join('\n')}` };
}

/** Changes at one place become one. */
function joinedWhereSame(changes: readonly Change[]): Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const same = joined.findIndex(({ start, end }) => start === change.start && end === change.end);
    const other = joined[same];
    if (other === undefined) joined.push(change);
    else joined[same] = { ...other, text: other.text + change.text };
  }
  return joined;
}
