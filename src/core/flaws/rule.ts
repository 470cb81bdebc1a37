export type Severity = 'high' | 'medium' | 'low';
export type Confidence = 'high' | 'medium' | 'low';

/** One way in which a flaw is written. */
export interface Pattern {
  /** VS Code's language ids. */
  readonly in: readonly string[];
  /** Looked for in code without its comments. A match that begins inside of a string is none. */
  readonly finds: RegExp;
  /** All is well where the statement around the match holds this. */
  readonly unless?: RegExp;
  /** How likely this way is a flaw, where that differs from its rule. */
  readonly confidence?: Confidence;
  /** What stands in place of the match once it is mended, where that can be said; `$1` and its like as in `replace`. */
  readonly becomes?: string;
}

/** A flaw that can be told from the text alone. */
export interface Rule {
  readonly id: string;
  /** Its number in the Common Weakness Enumeration. */
  readonly cwe: number;
  readonly severity: Severity;
  /** How likely a match is a flaw. What is severe and likely is never suggested as ghost text. */
  readonly confidence: Confidence;
  /** What is wrong and why, one sentence. */
  readonly says: string;
  /** What to do instead, one sentence. */
  readonly remedy: string;
  readonly patterns: readonly Pattern[];
}

export const JS = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'vue',
  'svelte',
  'html',
] as const;
export const PY = ['python'] as const;
export const GO = ['go'] as const;
export const JAVA = ['java', 'kotlin'] as const;
export const CS = ['csharp'] as const;
export const PHP = ['php'] as const;
export const RUBY = ['ruby'] as const;
export const RUST = ['rust'] as const;
export const C = ['c', 'cpp'] as const;
export const SHELL = ['shellscript', 'dockerfile'] as const;

/** What comes from outside, as frameworks and browsers name it: the source of a regular expression. */
export const INPUT = {
  js: String.raw`(?:\b(?:req|request|ctx)(?:\.request)?\.(?:query|params|body|headers|cookies)\b|\blocation\.(?:hash|search|href)\b|\bparams\.get\()`,
  py: String.raw`\brequest\.(?:args|form|values|json|data|files|cookies|headers|GET|POST|get_json|query_params)\b`,
  php: String.raw`\$_(?:GET|POST|REQUEST|COOKIE|FILES|SERVER)\b`,
  java: String.raw`\b(?:request|req)\.get(?:Parameter|Header|QueryString|Cookies)\b`,
  go: String.raw`\b(?:r|req|request)\.(?:URL\.Query\(\)|FormValue\(|PostFormValue\(|Header\.Get\(|PathValue\()`,
  ruby: String.raw`\bparams\[`,
} as const;
