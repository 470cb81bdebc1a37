import type { Syntax } from '../../syntax/syntax.ts';
import { type Change, mergeImports, type Parsed } from './imports.ts';
import { type Body, outlineOf, type Piece } from './outline.ts';
import { indentOf, reindented, unitOf } from './reindent.ts';

/** A test that was added, by the titles of the suites around it and its own. */
export interface Added {
  readonly name: string;
  readonly within: readonly string[];
}

export interface Merged {
  readonly text: string;
  readonly added: readonly Added[];
}

/**
 * Puts new tests into a file of tests, so that one suite comes out of both: imports are merged, tests go into the suite of the same title or the only one, helpers and
 * set-up that are there already are used and not repeated. All else of the file stays as it was.
 *
 *     describe('cart', () => {            describe('cart', () => {
 *       it('adds', …);           +          it('is empty', …);        ⇒   both in one
 *     });                                 });
 *
 * @param answer what the model wrote: a file of tests of its own.
 * @param own tests that were added before and are to be mended: the answer's take their place.
 * @returns `undefined` where the answer holds no test, or one of the two can't be taken apart.
 */
export function mergeTests(
  existing: string,
  answer: string,
  syntax: Syntax,
  own: readonly Added[] = [],
): Merged | undefined {
  const old = parsed(syntax, existing);
  const news = parsed(syntax, wrapped(syntax, answer));
  if (old === undefined || news === undefined) return undefined;
  const merge = new Merging(old, news, syntax, new Set(own.map(({ name }) => name)));
  merge.top();
  if (merge.added.length === 0) return undefined;
  const changes = [...mergeImports(old, news, syntax), ...merge.changes];
  return { text: applied(existing, changes), added: merge.added };
}

/** The tests of a whole new file. */
export function testsIn(text: string, syntax: Syntax): readonly Added[] {
  const outline = outlineOf(syntax, text);
  return outline === undefined ? [] : [...testsOf(outline.pieces, [])];
}

function* testsOf(pieces: readonly Piece[], within: readonly string[]): Generator<Added> {
  for (const { kind, name, body } of pieces) {
    if (kind === 'test') yield { name, within };
    else if (body !== undefined) yield* testsOf(body.pieces, [...within, name]);
  }
}

function parsed(syntax: Syntax, text: string): Parsed | undefined {
  const outline = outlineOf(syntax, text);
  return outline && { text, outline };
}

/** Rust: tests that stand alone get the module that they need. */
function wrapped(syntax: Syntax, answer: string): string {
  if (syntax.grammar.file !== 'rust') return answer;
  const outline = outlineOf(syntax, answer);
  if (outline === undefined || outline.pieces.some(({ kind }) => kind === 'suite')) return answer;
  const inner = reindented(answer.trim(), { from: '', to: '    ', inStrings: outline.inStrings });
  return `#[cfg(test)]\nmod tests {\n    use super::*;\n\n${inner}\n}\n`;
}

/** Languages whose files hold one class of tests. */
const ONE_CLASS = /^(java|c-sharp|php|rust)$/;

/** Decides for each piece of the answer where it goes. */
class Merging {
  readonly changes: Change[] = [];
  readonly added: Added[] = [];
  private readonly old: Parsed;
  private readonly news: Parsed;
  private readonly syntax: Syntax;
  private readonly own: ReadonlySet<string>;

  constructor(old: Parsed, news: Parsed, syntax: Syntax, own: ReadonlySet<string>) {
    this.old = old;
    this.news = news;
    this.syntax = syntax;
    this.own = own;
  }

  top(): void {
    const { pieces } = this.old.outline;
    const lone = loneSuite(pieces);
    for (const piece of this.news.outline.pieces) {
      if (piece.kind === 'suite') {
        const host = this.hostOf(piece, pieces);
        if (host !== undefined) this.into(host, piece.body?.pieces ?? [], [host.name]);
        else if (lone !== undefined && takesSuites(lone)) this.into(lone, [piece], [lone.name]);
        else this.append(piece);
      } else if (piece.kind === 'test') {
        if (lone !== undefined) this.into(lone, [piece], [lone.name]);
        else this.append(piece);
      } else if (piece.kind === 'setup' || piece.kind === 'other') this.helper(piece, pieces);
    }
  }

  /** The suite that the new one continues. */
  private hostOf(suite: Piece, pieces: readonly Piece[]): Piece | undefined {
    const suites = pieces.filter(({ kind, body }) => kind === 'suite' && body !== undefined);
    const same = suites.find(({ name }) => name === suite.name);
    const [only] = suites;
    return (
      same ?? (ONE_CLASS.test(this.syntax.grammar.file) && suites.length === 1 ? only : undefined)
    );
  }

  /** Members go behind the last one of the suite. */
  private into(host: Piece, members: readonly Piece[], within: readonly string[]): void {
    const body = host.body;
    if (body === undefined) return;
    for (const member of members) {
      if (member.kind === 'suite') {
        const nested = this.hostOf(member, body.pieces);
        if (nested !== undefined && nested.name === member.name) {
          this.into(nested, member.body?.pieces ?? [], [...within, nested.name]);
        } else this.member(host, body, member, member.name);
        if (nested === undefined)
          this.added.push(...testsOf(member.body?.pieces ?? [], [...within, member.name]));
      } else if (this.mend(member, body.pieces, within)) continue;
      else if (member.kind === 'test') {
        const name = this.freeName(member, body.pieces);
        if (name === undefined) continue;
        this.member(host, body, member, name);
        this.added.push({ name, within });
      } else if (!this.isThere(member, body.pieces)) this.member(host, body, member, member.name);
    }
  }

  private member(host: Piece, body: Body, piece: Piece, name: string): void {
    const { text } = this.old;
    const first = body.pieces[0];
    const indent = first ? indentOf(text, first.start) : indentOf(text, host.start) + unitOf(text);
    const isImport = piece.kind === 'import';
    const at = isImport ? (lastOf(body.pieces, 'import') ?? body.end) : body.end;
    const gap = isImport || body.pieces.length === 0 ? '\n' : '\n\n';
    const closes = body.pieces.length === 0 ? `\n${indentOf(text, host.start)}` : '';
    this.changes.push({
      start: at,
      end: at,
      text: gap + this.written(piece, name, indent) + closes,
    });
  }

  /** A test of our own that is there gives way to its mended form. @returns whether it was one. */
  private mend(test: Piece, pieces: readonly Piece[], within: readonly string[]): boolean {
    if (test.kind !== 'test' || !this.own.has(test.name)) return false;
    const there = pieces.find(({ kind, name }) => kind === 'test' && name === test.name);
    if (there === undefined) return false;
    const { text } = this.old;
    const start = text.lastIndexOf('\n', there.start - 1) + 1;
    const fresh = this.written(test, test.name, indentOf(text, there.start));
    this.changes.push({ start, end: there.end, text: fresh });
    this.added.push({ name: test.name, within });
    return true;
  }

  /** At the end of the file, before what must stay last. */
  private append(piece: Piece): void {
    const { pieces } = this.old.outline;
    if (this.mend(piece, pieces, [])) return;
    const name = piece.kind === 'test' ? this.freeName(piece, pieces) : piece.name;
    if (name === undefined) return;
    const at = pieces.filter(({ kind }) => kind !== 'tail').at(-1)?.end ?? 0;
    const gap = this.syntax.grammar.file === 'python' ? '\n\n\n' : '\n\n';
    this.changes.push({ start: at, end: at, text: gap + this.written(piece, name, '') });
    this.added.push(...testsOf([{ ...piece, name }], []));
  }

  /** A helper of the answer's, at the level of the file: before the first suite or test. */
  private helper(piece: Piece, pieces: readonly Piece[]): void {
    if (this.isThere(piece, pieces)) return;
    const gap = this.syntax.grammar.file === 'python' ? '\n\n\n' : '\n\n';
    const first = pieces.findIndex(({ kind }) => kind === 'suite' || kind === 'test');
    const before = pieces.slice(0, first < 0 ? undefined : first).at(-1);
    const at = before?.end ?? 0;
    const text = this.written(piece, piece.name, '');
    this.changes.push({ start: at, end: at, text: before === undefined ? text + gap : gap + text });
  }

  private isThere(piece: Piece, pieces: readonly Piece[]): boolean {
    const text = squeezed(this.news.text.slice(piece.start, piece.end));
    return pieces.some(
      ({ kind, name, start, end }) =>
        (kind === piece.kind && name !== '' && name === piece.name) ||
        squeezed(this.old.text.slice(start, end)) === text,
    );
  }

  /** The test's own name, or one with a number where another has it; `undefined` where it is that other, word for word. */
  private freeName(test: Piece, pieces: readonly Piece[]): string | undefined {
    const same = pieces.find(({ kind, name }) => kind === 'test' && name === test.name);
    if (same === undefined) return test.name;
    const text = squeezed(this.news.text.slice(test.start, test.end));
    if (squeezed(this.old.text.slice(same.start, same.end)) === text) return undefined;
    const separator = /\s/.test(test.name) ? ' ' : /_/.test(test.name) ? '_' : '';
    for (let number = 2; ; number++) {
      const name = `${test.name}${separator}${number}`;
      if (!pieces.some(piece => piece.name === name)) return name;
    }
  }

  private written(piece: Piece, name: string, indent: string): string {
    const { text, outline } = this.news;
    const start = text.lastIndexOf('\n', piece.start - 1) + 1;
    const firstLine = text.slice(0, start).split('\n').length - 1;
    const inStrings = new Set([...outline.inStrings].map(line => line - firstLine));
    const from = indentOf(text, piece.start);
    const units = { from: unitOf(text), to: unitOf(this.old.text) };
    const moved = reindented(text.slice(start, piece.end), { from, to: indent, inStrings, units });
    return name === piece.name ? moved : moved.replace(piece.name, name);
  }
}

function loneSuite(pieces: readonly Piece[]): Piece | undefined {
  const suites = pieces.filter(({ kind, body }) => kind === 'suite' && body !== undefined);
  const tests = pieces.some(({ kind }) => kind === 'test');
  return suites.length === 1 && !tests ? suites[0] : undefined;
}

/** Does the suite hold others, so that a new one belongs into it and not beside it? */
function takesSuites({ body }: Piece): boolean {
  return body?.pieces.some(({ kind }) => kind === 'suite') ?? false;
}

function lastOf(pieces: readonly Piece[], kind: Piece['kind']): number | undefined {
  return pieces.filter(piece => piece.kind === kind).at(-1)?.end;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Changes at one place come in their order. */
function applied(text: string, changes: readonly Change[]): string {
  const order = changes.map((change, index) => ({ change, index }));
  order.sort((a, b) => b.change.start - a.change.start || b.index - a.index);
  return order.reduce(
    (result, { change }) => result.slice(0, change.start) + change.text + result.slice(change.end),
    text,
  );
}

/** The text of some tests, as they stand in a file. */
export function sourceOf(text: string, tests: readonly Added[], syntax: Syntax): string {
  const outline = outlineOf(syntax, text);
  const names = new Set(tests.map(({ name }) => name));
  const found: string[] = [];
  const look = (pieces: readonly Piece[]): void => {
    for (const { kind, name, start, end, body } of pieces) {
      if (kind === 'test' && names.has(name)) found.push(text.slice(start, end));
      else if (body !== undefined) look(body.pieces);
    }
  };
  look(outline?.pieces ?? []);
  return found.join('\n\n');
}
