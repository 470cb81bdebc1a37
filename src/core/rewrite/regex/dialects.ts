import type { Expression } from './expression.ts';

/** What JavaScript's expressions have, and others may not. */
export type Feature =
  | 'lookahead'
  | 'lookbehind'
  | 'backreferences'
  | 'named groups'
  | 'Unicode classes'
  | 'nested classes';

/** How a language writes an expression that means the same as JavaScript's. */
export interface Dialect {
  /** The engine, for people and for models. */
  readonly name: string;
  readonly lacks: readonly Feature[];
  /** The end and the start of the text, where `$` and `^` mean something else. */
  readonly end?: string;
  readonly start?: string;
  /** `(?P<name>…)` and `(?P=name)`. */
  readonly pythonNames?: boolean;
  /** The delimiters are slashes, so that a slash is escaped. */
  readonly slashes?: boolean;
  write(source: string, flags: string): string;
}

/** Flags as the expression's own first words: `(?i)` */
const inline = (source: string, flags: string): string => {
  const known = flags.replace(/[uv]/g, '');
  return known === '' ? source : `(?${known})${source}`;
};

const escaped = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const JAVASCRIPT: Dialect = {
  name: 'JavaScript',
  lacks: [],
  slashes: true,
  write: (source, flags) => `/${source}/${flags}`,
};

/** In no language of its own: as people write it. */
const PLAIN: Dialect = { ...JAVASCRIPT };

const BY_LANGUAGE: Readonly<Record<string, Dialect>> = {
  python: {
    name: "Python's re",
    lacks: ['Unicode classes', 'nested classes'],
    end: '\\Z',
    pythonNames: true,
    write: (source, flags) => pythonString(inline(source, flags)),
  },
  go: {
    name: "Go's regexp",
    lacks: ['lookahead', 'lookbehind', 'backreferences', 'nested classes'],
    pythonNames: true,
    write: (source, flags) => {
      const text = inline(source, flags);
      return text.includes('`') ? escaped(text) : `\`${text}\``;
    },
  },
  rust: {
    name: "Rust's regex",
    lacks: ['lookahead', 'lookbehind', 'backreferences'],
    write: (source, flags) => {
      const text = inline(source, flags);
      const hashes = text.includes('"') ? '#'.repeat(longestHashes(text) + 1) : '';
      return `r${hashes}"${text}"${hashes}`;
    },
  },
  java: {
    name: "Java's Pattern",
    lacks: [],
    end: '\\z',
    write: (source, flags) => escaped(inline(source, flags)),
  },
  kotlin: {
    name: "Kotlin's Regex",
    lacks: [],
    end: '\\z',
    write: (source, flags) => escaped(inline(source, flags)).replaceAll('$', '\\$'),
  },
  scala: {
    name: "Scala's Regex",
    lacks: [],
    end: '\\z',
    write: (source, flags) => `"""${inline(source, flags)}""".r`,
  },
  csharp: {
    name: '.NET',
    lacks: ['nested classes'],
    end: '\\z',
    write: (source, flags) => `@"${inline(source, flags).replaceAll('"', '""')}"`,
  },
  powershell: {
    name: '.NET',
    lacks: ['nested classes'],
    end: '\\z',
    write: (source, flags) => `'${inline(source, flags).replaceAll("'", "''")}'`,
  },
  ruby: {
    name: 'Ruby',
    lacks: [],
    end: '\\z',
    start: '\\A',
    slashes: true,
    write: (source, flags) => `/${source}/${rubyFlags(flags)}`,
  },
  php: {
    name: 'PCRE',
    lacks: ['nested classes'],
    end: '\\z',
    slashes: true,
    write: (source, flags) =>
      `'/${source.replace(/\\(?=\\|')|'/g, '\\$&')}/${flags.replace('v', 'u')}'`,
  },
  perl: {
    name: 'Perl',
    lacks: ['nested classes'],
    end: '\\z',
    slashes: true,
    write: (source, flags) =>
      `qr/${source.replace(/@(?=\w)/g, '\\@')}/${flags.replace(/[uv]/g, '')}`,
  },
  swift: {
    name: "Swift's Regex",
    lacks: [],
    end: '\\z',
    write: (source, flags) => `#/${inline(source, flags)}/#`,
  },
  cpp: {
    name: "C++'s std::regex",
    lacks: ['lookbehind', 'named groups', 'Unicode classes', 'nested classes'],
    write: source => (source.includes(')"') ? `R"re(${source})re"` : `R"(${source})"`),
  },
  dart: {
    name: 'Dart',
    lacks: ['nested classes'],
    write: source => (source.includes("'") ? `r"${source}"` : `r'${source}'`),
  },
  r: {
    name: 'PCRE',
    lacks: ['nested classes'],
    end: '\\z',
    write: (source, flags) => `r"(${inline(source, flags)})"`,
  },
  sql: {
    name: 'SQL',
    lacks: ['lookbehind', 'named groups', 'Unicode classes', 'nested classes'],
    write: (source, flags) => `'${inline(source, flags).replaceAll("'", "''")}'`,
  },
  shellscript: {
    name: 'PCRE, as grep -P reads it',
    lacks: ['nested classes'],
    write: (source, flags) => `'${inline(source, flags).replaceAll("'", "'\\''")}'`,
  },
  json: { name: 'JavaScript', lacks: [], write: source => JSON.stringify(source) },
  yaml: {
    name: 'YAML',
    lacks: [],
    write: source => `'${source.replaceAll("'", "''")}'`,
  },
};

/** Languages that write it as another one does. */
const ALIKE: Readonly<Record<string, string>> = {
  jsonc: 'json',
  c: 'cpp',
  fsharp: 'csharp',
  vb: 'csharp',
  groovy: 'java',
};

const SCRIPTS = /^(javascript|typescript)(react)?$|^(vue|svelte|html|coffeescript)$/;

export function dialectOf(languageId: string): Dialect {
  if (SCRIPTS.test(languageId)) return JAVASCRIPT;
  return BY_LANGUAGE[ALIKE[languageId] ?? languageId] ?? PLAIN;
}

const FEATURES: Readonly<Record<Feature, RegExp>> = {
  lookahead: /\(\?[=!]/,
  lookbehind: /\(\?<[=!]/,
  backreferences: /\\[1-9]|\\k</,
  'named groups': /\(\?<[A-Za-z_$]/,
  'Unicode classes': /\\[pP]\{/,
  'nested classes': /(?!)/,
};

/** What of an expression the dialect does not have. */
export function lackingIn({ source, flags }: Expression, dialect: Dialect): readonly Feature[] {
  const isMeant = (piece: string): boolean => !/^(\[|\\(?![1-9k]))/.test(piece);
  const outside = [...piecesOf(source)].filter(isMeant).join('');
  return dialect.lacks.filter(feature =>
    feature === 'nested classes'
      ? flags.includes('v')
      : FEATURES[feature].test(feature === 'Unicode classes' ? source : outside),
  );
}

/**
 * The expression as code of the language, meaning what it means in JavaScript: there `$` is the very end of the text, and `^` its very start.
 *
 *     Python   ^(?<year>\d{4})$   ⇒   r'^(?P<year>\d{4})\Z'
 *     Ruby     ^a\/b$             ⇒   /\Aa\/b\z/
 */
export function codeOf({ source, flags }: Expression, dialect: Dialect): string {
  const isMultiline = flags.includes('m');
  const pieces = [...piecesOf(source)].map(piece => {
    if (piece === '$' && !isMultiline) return dialect.end ?? piece;
    if (piece === '^' && !isMultiline) return dialect.start ?? piece;
    if (dialect.slashes !== true && piece === '\\/') return '/';
    if (dialect.slashes !== true && piece.startsWith('[')) return piece.replaceAll('\\/', '/');
    return piece;
  });
  const text = pieces.join('');
  return dialect.write(dialect.pythonNames === true ? withPythonNames(text) : text, flags);
}

/** Its parts: an escape, a class, or one character. */
function* piecesOf(source: string): Generator<string> {
  const PIECE =
    /\\k<[^>]*>|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!]|[\s\S]/gu;
  for (const [piece] of source.matchAll(PIECE)) yield piece;
}

function withPythonNames(text: string): string {
  return text.replace(/\(\?<(?![=!])/g, '(?P<').replace(/\\k<([^>]*)>/g, '(?P=$1)');
}

/** Raw, in quotes that do not stand in it. */
function pythonString(text: string): string {
  if (!text.includes("'")) return `r'${text}'`;
  if (!text.includes('"')) return `r"${text}"`;
  return text.includes("'''") || text.endsWith("'") ? escaped(text) : `r'''${text}'''`;
}

function longestHashes(text: string): number {
  return Math.max(0, ...[...text.matchAll(/"(#*)/g)].map(([, hashes = '']) => hashes.length));
}

/** There `^` and `$` are of lines always, and what JavaScript calls `s` is `m`. */
function rubyFlags(flags: string): string {
  return `${flags.includes('s') ? 'm' : ''}${flags.includes('i') ? 'i' : ''}`;
}
