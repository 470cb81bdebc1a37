import { holdsSecret, isSecretName, redacted } from './secrets.ts';

declare const passed: unique symbol;

/** Text that went through the gate. Only the gate makes it, and only it can be put into a question: the type system is the fence. */
export type SafeText = string & { readonly [passed]: true };

/** May the text of this file leave? `unknown` while the rules are not loaded or can't be read: then it may not. */
export type Exclusion = 'free' | 'excluded' | 'unknown';

/** Asks the rules about a path inside the workspace. May throw: then the answer is `unknown`. */
export type ExclusionRules = (path: string) => Exclusion;

export type Refused = {
  readonly kind: 'refused';
  readonly rule: 'excluded' | 'rules-unknown' | 'secret-file' | 'secret-here' | 'too-large';
  readonly reason: string;
};

export type Passed = {
  readonly kind: 'passed';
  readonly text: SafeText;
  /** How many secrets were hidden in it. */
  readonly hidden: number;
};

export type PassedHole = {
  readonly kind: 'passed';
  readonly before: SafeText;
  readonly after: SafeText;
  readonly hidden: number;
};

/** Characters of one piece of context; more is not context but a dump. */
const LARGEST = 4_000_000;

/** Why the gate keeps a text, for people. */
export const REASONS: Readonly<Record<Refused['rule'], string>> = {
  excluded: 'This file is excluded: its text is never sent to a model.',
  'rules-unknown': 'The ignore rules of this folder can not be read, so its text is not sent.',
  'secret-file': 'Files of this name tend to hold secrets: its text is never sent to a model.',
  'secret-here': 'This line looks like a secret, so nothing is sent.',
  'too-large': 'The text is too large to be sent.',
};

/**
 * The one gate: no text reaches any model but through here. It fails closed: what can't be decided stays.
 */
export class Gate {
  private readonly rules: ExclusionRules;

  constructor(rules: ExclusionRules) {
    this.rules = rules;
  }

  /** May text of this file leave at all? */
  whyNot(path: string): Refused | undefined {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (isSecretName(name)) return refuse('secret-file');
    let verdict: Exclusion = 'unknown';
    try {
      verdict = this.rules(path);
    } catch {
      // stays unknown
    }
    if (verdict === 'free') return undefined;
    return refuse(verdict === 'excluded' ? 'excluded' : 'rules-unknown');
  }

  /** A file's text, or a part of it in whole lines. */
  pass(path: string, text: string): Passed | Refused {
    const refused = this.whyNot(path);
    if (refused !== undefined) return refused;
    return passWords(text);
  }

  /**
   * The text around the cursor. The cursor's line is judged as one, so that no secret is cut in two by it; a secret on that line
   * refuses all, for what is typed there is the secret.
   */
  passHole(path: string, before: string, after: string): PassedHole | Refused {
    const refused = this.whyNot(path);
    if (refused !== undefined) return refused;
    if (before.length + after.length > LARGEST) return refuse('too-large');
    const lineStart = before.lastIndexOf('\n') + 1;
    const restEnd = after.indexOf('\n');
    const rest = restEnd < 0 ? after : after.slice(0, restEnd);
    const start = before.slice(lineStart);
    if (holdsSecret(start + rest) || holdsSecret(start)) return refuse('secret-here');
    // a private key may begin above the cursor and end below it: judged as one text
    const whole = redacted(before + after);
    if (whole.count === 0) return made(before, after, 0);
    const above = before.slice(0, lineStart).split('\n').length - 1;
    const lines = whole.text.split('\n');
    if (lines[above] !== start + rest) return refuse('secret-here');
    const head = lines
      .slice(0, above)
      .map(line => `${line}\n`)
      .join('');
    const tail = lines
      .slice(above + 1)
      .map(line => `\n${line}`)
      .join('');
    return made(head + start, rest + tail, whole.count);
  }
}

/** Text that is not a file's: the user's own words, a model's earlier answer. Secrets are hidden in it all the same. */
export function passWords(text: string): Passed | Refused {
  if (text.length > LARGEST) return refuse('too-large');
  const { text: clean, count } = redacted(text);
  return { kind: 'passed', text: clean as SafeText, hidden: count };
}

function made(before: string, after: string, hidden: number): PassedHole {
  return { kind: 'passed', before: before as SafeText, after: after as SafeText, hidden };
}

function refuse(rule: Refused['rule']): Refused {
  return { kind: 'refused', rule, reason: REASONS[rule] };
}
