const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const OPENERS = '([{';
const CLOSERS = ')]}';
const QUOTES = '"\'`';

/** The brackets and quotes that are open at some point of a line, innermost last. */
export type Open = readonly string[];

/**
 * Reads `text` as code and says what is open at its end, starting from what was `open` before it. Brackets inside strings do not
 * count.
 *
 * @returns `closes`: where the text closes a bracket that nothing opened, or -1.
 */
export function readBrackets(text: string, open: Open = []): { open: Open; closes: number } {
  const stack = [...open];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    const top = stack[stack.length - 1];
    if (top !== undefined && QUOTES.includes(top)) {
      if (char === '\\') at++;
      else if (char === top) stack.pop();
    } else if (QUOTES.includes(char)) stack.push(char);
    else if (OPENERS.includes(char)) stack.push(char);
    else if (CLOSERS.includes(char)) {
      if (top === undefined || CLOSER_OF[top] !== char) return { open: stack, closes: at };
      stack.pop();
    }
  }
  return { open: stack, closes: -1 };
}
