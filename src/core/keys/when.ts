/** One condition of a when-clause: `editorTextFocus`, `!editorReadonly`, `vim.mode == 'Insert'`. */
interface Literal {
  readonly key: string;
  readonly negated: boolean;
  /** What the key is compared with; `undefined` where it must only be true, or false. */
  readonly value: string | undefined;
}

/** Conditions that hold together; a clause is several of them, of which one must hold. */
type Together = readonly Literal[];

const ALWAYS: readonly Together[] = [[]];
/** A clause that comes to more alternatives than this is taken to hold always. */
const MOST = 64;
const TOKENS =
  /\s*(\|\||&&|\(|\)|!(?![=~])|'[^']*'|=~\s*\/(?:\\.|[^/])*\/\w*|[=!]==?|[<>]=?|[^\s()&|!=<>]+)/gy;

/** Keys of which only one can be true: the focus is at one place. */
const FOCUSES = new Set([
  'editorTextFocus',
  'terminalFocus',
  'listFocus',
  'filesExplorerFocus',
  'inQuickOpen',
  'searchViewletFocus',
]);

/**
 * Can both when-clauses hold at the same time, as far as their text tells? What can't be told counts as yes.
 *
 *     editorTextFocus && !vim.active    vim.active && vim.mode != 'Insert'    no
 *     editorTextFocus                   inlineSuggestionVisible               yes
 *
 * @param a `undefined` for a key that always counts, as for `b`.
 */
export function canBothHold(a: string | undefined, b: string | undefined): boolean {
  const others = alternativesOf(b);
  return alternativesOf(a).some(one => others.some(other => agrees([...one, ...other])));
}

function alternativesOf(clause: string | undefined): readonly Together[] {
  if (clause === undefined || clause.trim() === '') return ALWAYS;
  const tokens = tokensOf(clause);
  if (tokens === undefined) return ALWAYS;
  const reader = new Reader(tokens);
  const read = reader.either();
  return read === undefined || !reader.atEnd || read.length > MOST ? ALWAYS : read;
}

function tokensOf(clause: string): string[] | undefined {
  const tokens = [...clause.matchAll(TOKENS)].map(match => match[1] ?? '');
  const read = [...clause.matchAll(TOKENS)].reduce((sum, [whole]) => sum + whole.length, 0);
  return clause.slice(read).trim() === '' ? tokens : undefined;
}

/** Reads a clause into its alternatives. `undefined` where it is none that is understood. */
class Reader {
  private at = 0;
  private readonly tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  either(): readonly Together[] | undefined {
    let all = this.both();
    while (all !== undefined && this.take('||')) {
      const next = this.both();
      all = next && [...all, ...next];
    }
    return all;
  }

  private both(): readonly Together[] | undefined {
    let all = this.one();
    while (all !== undefined && this.take('&&')) {
      const next = this.one();
      all = next && all.flatMap(left => next.map(right => [...left, ...right])).slice(0, MOST + 1);
    }
    return all;
  }

  private one(): readonly Together[] | undefined {
    if (this.take('(')) {
      const inside = this.either();
      return this.take(')') ? inside : undefined;
    }
    const negated = this.take('!');
    if (negated && this.tokens[this.at] === '(') return undefined;
    const key = this.tokens[this.at++];
    if (key === undefined || /^[()&|!=<>]/.test(key)) return undefined;
    const operator = this.tokens[this.at] ?? '';
    if (/^[=!]==?$/.test(operator)) {
      this.at++;
      const value = bare(this.tokens[this.at++] ?? '');
      return [[literalOf(key, operator.startsWith('!'), value)]];
    }
    if (/^(=~|[<>]=?$)/.test(operator)) {
      this.at += operator.startsWith('=~') ? 1 : 2;
      return ALWAYS; // numbers and patterns are not compared
    }
    if (operator === 'in' || operator === 'not') {
      this.at += operator === 'in' ? 2 : 3;
      return ALWAYS;
    }
    return [[{ key, negated, value: undefined }]];
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}

/** `a == true` is `a`, and `a == false` is `!a`. */
function literalOf(key: string, negated: boolean, value: string): Literal {
  if (value === 'true') return { key, negated, value: undefined };
  if (value === 'false') return { key, negated: !negated, value: undefined };
  return { key, negated, value };
}

function bare(value: string): string {
  return value.replace(/^'(.*)'$/, '$1');
}

function agrees(all: Together): boolean {
  const focuses = all.filter(one => !one.negated && !one.value && FOCUSES.has(one.key));
  if (new Set(focuses.map(({ key }) => key)).size > 1) return false;
  return all.every((one, k) => all.slice(k + 1).every(other => !contradicts(one, other)));
}

function contradicts(a: Literal, b: Literal): boolean {
  if (a.key !== b.key) return false;
  if (a.value === b.value) return a.negated !== b.negated;
  if (a.value !== undefined && b.value !== undefined) return !a.negated && !b.negated;
  // `!k` and `k == v`: what has a value is not false
  const [plain, compared] = a.value === undefined ? [a, b] : [b, a];
  return plain.negated && !compared.negated;
}
