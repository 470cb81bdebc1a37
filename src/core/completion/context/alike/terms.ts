const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const BORDER = /_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u;

/**
 * What a line is found by: its words, and the parts of its words.
 *
 *     const userName = load()   ⇒   const userName ~user ~name load
 *
 * Parts are marked, so that a word can weigh more than a part of one.
 */
export function termsOf(line: string): Set<string> {
  const terms = new Set<string>();
  for (const [word] of line.matchAll(WORD)) {
    if (terms.has(word)) continue;
    terms.add(word);
    const parts = word.split(BORDER);
    if (parts.length < 2) continue;
    for (const part of parts) if (part.length > 1) terms.add(`~${part.toLowerCase()}`);
  }
  return terms;
}

/** Is it a part of a word? */
export function isPart(term: string): boolean {
  return term.charCodeAt(0) === 0x7e;
}

const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\p{N}+|[^\s\p{L}\p{N}_$]/gu;

/** Words, numbers and single signs, without the spaces. */
export function tokensOf(line: string): string[] {
  return line.match(TOKEN) ?? [];
}
