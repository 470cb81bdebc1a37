/** How a language marks its comments and strings, for where no grammar is at hand. A new language is a word in a row. */
export interface Marks {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Quotes of strings that end with their line, if not before. */
  readonly quotes: string;
  /** Quotes of strings that go over lines; the longer come first. */
  readonly longQuotes: readonly string[];
  /** Begins a string that these marks don't tell: the text of a shell's `<<END`. */
  readonly unread?: RegExp;
  /** `'` is for single characters, or for something else (Rust's lifetimes). */
  readonly charQuote: boolean;
  /** `/…/` may be a regular expression. */
  readonly regex: boolean;
  /** A line ends a block by being indented less, and `:` opens one. */
  readonly byIndent: boolean;
  /** Words that close a block: `end`. */
  readonly closers: readonly string[];
}

const PLAIN: Marks = {
  line: [],
  block: [],
  quotes: '"',
  longQuotes: [],
  charQuote: false,
  regex: false,
  byIndent: false,
  closers: [],
};
const SLASHES: Marks = { ...PLAIN, line: ['//'], block: [['/*', '*/']], charQuote: true };
const SCRIPT: Marks = {
  ...SLASHES,
  quotes: '"\'',
  longQuotes: ['`'],
  charQuote: false,
  regex: true,
};
const HASH: Marks = { ...PLAIN, line: ['#'], quotes: '"\'' };
const DASHES: Marks = { ...PLAIN, line: ['--'], block: [['/*', '*/']], quotes: '"\'' };
/** A string of Rust may go over lines, and then it has one of its quotes on a line. */
const ODD_QUOTES = /^[^"\n]*"[^"\n]*(?:"[^"\n]*"[^"\n]*)*$/m;
const HERE = /<<[<~-]?['"]?\w/;
const MARKUP: Marks = { ...PLAIN, block: [['<!--', '-->']] };

const ROWS: readonly (readonly [languages: string, marks: Marks])[] = [
  ['typescript typescriptreact javascript javascriptreact vue svelte', SCRIPT],
  ['c objective-c glsl hlsl zig', SLASHES],
  ['cpp objective-cpp cuda-cpp', { ...SLASHES, unread: /R"\S*\(/ }],
  ['csharp', { ...SLASHES, unread: /@\$?"|"""/ }],
  ['rust', { ...SLASHES, unread: ODD_QUOTES }],
  ['java kotlin scala groovy swift', { ...SLASHES, longQuotes: ['"""'] }],
  ['dart', { ...SLASHES, quotes: '"\'', longQuotes: ['"""', "'''"], charQuote: false }],
  ['go', { ...SLASHES, longQuotes: ['`'] }],
  ['php', { ...SLASHES, line: ['//', '#'], quotes: '"\'', charQuote: false, unread: HERE }],
  ['css scss less jsonc json', { ...SLASHES, quotes: '"\'', charQuote: false }],
  ['python', { ...HASH, longQuotes: ['"""', "'''"], byIndent: true }],
  ['yaml dockerfile makefile toml ini properties r perl', HASH],
  ['powershell', { ...HASH, unread: /@["']/ }],
  ['elixir julia', { ...HASH, longQuotes: ['"""'], closers: ['end'] }],
  ['ruby crystal', { ...HASH, block: [['=begin', '=end']], closers: ['end'], unread: HERE }],
  ['shellscript', { ...HASH, closers: ['fi', 'done', 'esac'], unread: HERE }],
  ['lua', { ...DASHES, block: [['--[[', ']]']], closers: ['end'] }],
  ['sql haskell', DASHES],
  ['clojure lisp scheme', { ...PLAIN, line: [';'] }],
  ['latex matlab erlang', { ...PLAIN, line: ['%'] }],
  ['html xml handlebars', MARKUP],
];

const BY_LANGUAGE = new Map(
  ROWS.flatMap(([languages, marks]) => languages.split(' ').map(id => [id, marks] as const)),
);

/** The marks of a language; those of a language like C where it is not known. */
export function marksOf(languageId: string): Marks {
  return BY_LANGUAGE.get(languageId) ?? SLASHES;
}
