/** A text, and whether the expression is to match it. */
export interface Example {
  readonly text: string;
  readonly wanted: boolean;
}

/** What an expression does with a text: the part that it matches, nothing, or it takes too long. */
export type Verdict =
  | { readonly kind: 'matches'; readonly part: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'slow' };

export interface Checked {
  readonly example: Example;
  readonly verdict: Verdict;
}

export function isRight({ example, verdict }: Checked): boolean {
  return verdict.kind === (example.wanted ? 'matches' : 'none');
}

/** What is said to the model of the examples that fail, and of a text that takes forever; `` where there are none. */
export function failuresTold(checked: readonly Checked[], slow: string | undefined): string {
  const lines = checked
    .filter(one => !isRight(one))
    .map(({ example, verdict }) => `- ${quoted(example.text)} ${toldOf(example, verdict)}`);
  if (slow !== undefined)
    lines.push(`- ${quoted(slow)}: it takes too long, because it goes back again and again`);
  return lines.length === 0 ? '' : `It was tried, and this is wrong:\n${lines.join('\n')}`;
}

function toldOf({ wanted }: Example, verdict: Verdict): string {
  if (verdict.kind === 'slow') return 'takes too long, because it goes back again and again';
  if (wanted) return 'must match, and does not';
  return verdict.kind === 'matches'
    ? `must not match, and does: ${quoted(verdict.part)}`
    : 'must not match';
}

/** A text as it is said: with its line ends and quotes seen, and not endless. */
export function quoted(text: string): string {
  const shown = text.length > 120 ? `${text.slice(0, 60)}…${text.slice(-20)}` : text;
  return JSON.stringify(shown);
}

/** Texts that an expression is tried with, to see whether it takes forever. */
const PUMPED = 3000;
const MOST_PUMPS = 24;

/**
 * Long texts on which an expression that goes back again and again would show itself: each kind of character of the texts that it matches, many times, and then an end that fits nothing.
 *
 *     ab   ⇒   aaaa…\0, abbb…\0
 */
export function pumps(examples: readonly Example[]): readonly string[] {
  const texts = examples.filter(({ wanted }) => wanted).map(({ text }) => text);
  const found = new Set<string>();
  for (const text of [...texts, 'a', '0', ' ']) {
    const seen = new Set<string>();
    for (const [at, char] of [...text].entries()) {
      if (seen.has(char)) continue;
      seen.add(char);
      found.add(`${[...text].slice(0, at).join('')}${char.repeat(PUMPED)}\0`);
    }
  }
  return [...found].slice(0, MOST_PUMPS);
}
