/** Text with its comments blanked out, of the same length, and what in it is a string. */
export interface Code {
  readonly text: string;
  /** Is this place inside of a string, after its opening quote? */
  inString(at: number): boolean;
}

/** How comments and strings are written. Each is the source of a regular expression. */
interface Notation {
  readonly comment: string;
  readonly string: string;
}

const SLASHES = String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const HASH = String.raw`(?<![\w$&{])#[^\n]*`;
const DOUBLE = String.raw`"(?:\\[\s\S]|[^"\\\n])*"?`;
const SINGLE = String.raw`'(?:\\[\s\S]|[^'\\\n])*'?`;
const ONE_CHARACTER = String.raw`'(?:\\[^\n]{1,9}?|[^'\\\n])'`;
const TEMPLATE = '`(?:\\\\[\\s\\S]|[^`\\\\])*`?';
const REGEXP = String.raw`(?<=(?:[(,=:[!&|?{};+\n]|\breturn)[ \t]*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/`;
const TRIPLE = String.raw`"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)`;
const MARKUP = String.raw`<!--[\s\S]*?(?:-->|$)`;

const SCRIPT: Notation = {
  comment: `${MARKUP}|${SLASHES}`,
  string: `${DOUBLE}|${SINGLE}|${TEMPLATE}|${REGEXP}`,
};
const WITH_CHARACTERS: Notation = { comment: SLASHES, string: `${DOUBLE}|${ONE_CHARACTER}` };
const HASHED: Notation = { comment: HASH, string: `${TRIPLE}|${DOUBLE}|${SINGLE}` };

const NOTATIONS: Readonly<Record<string, Notation>> = {
  go: { comment: SLASHES, string: `${DOUBLE}|${ONE_CHARACTER}|${TEMPLATE}` },
  java: WITH_CHARACTERS,
  kotlin: { comment: SLASHES, string: `${TRIPLE}|${DOUBLE}|${ONE_CHARACTER}` },
  csharp: WITH_CHARACTERS,
  rust: WITH_CHARACTERS,
  c: WITH_CHARACTERS,
  cpp: WITH_CHARACTERS,
  php: { comment: `${SLASHES}|#(?!\\[)[^\\n]*`, string: `${DOUBLE}|${SINGLE}` },
  python: HASHED,
  ruby: HASHED,
  shellscript: HASHED,
  dockerfile: HASHED,
  yaml: HASHED,
  sql: { comment: String.raw`--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`, string: SINGLE },
};

/**
 * Tells code, comments and strings apart. Where a language is unknown, it is read like JavaScript.
 *
 *     run(name); // eval(x)   ⇒   run(name);
 *     say("eval(x)")          ⇒   the same; inside of the quotes it is a string
 *     `a ${eval(x)} b`        ⇒   the same; between the braces it is code
 */
export function readCode(text: string, languageId: string): Code {
  const strings = new Uint8Array(text.length);
  const blanked = text.replace(patternOf(languageId), (whole: string, ...rest: unknown[]) => {
    const { comment: isComment } = rest.at(-1) as { comment?: string };
    if (isComment !== undefined) return whole.replace(/[^\n]/g, ' ');
    const at = rest.at(-3) as number;
    strings.fill(1, at + 1, at + whole.length);
    if (whole.startsWith('`'))
      for (const hole of holesIn(whole)) strings.fill(0, at + hole.start, at + hole.end);
    return whole;
  });
  return { text: blanked, inString: at => strings[at] === 1 };
}

/** What is no code in a language; made once, for ghost text asks at every key. */
function patternOf(languageId: string): RegExp {
  const known = PATTERNS.get(languageId);
  if (known !== undefined) return known;
  const { comment, string } = NOTATIONS[languageId] ?? SCRIPT;
  const pattern = new RegExp(`(?<comment>${comment})|${string}`, 'g');
  PATTERNS.set(languageId, pattern);
  return pattern;
}

const PATTERNS = new Map<string, RegExp>();

/** The places of `${…}` in a template. */
function* holesIn(template: string): Generator<{ start: number; end: number }> {
  for (const { index, 0: hole } of template.matchAll(/\$\{[^{}]*\}/g)) {
    yield { start: index + 2, end: index + hole.length - 1 };
  }
}
