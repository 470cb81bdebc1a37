const CLOSER_OF: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const OPENERS = '([{';
const CLOSERS = ')]}';
const QUOTES = '"\'`';

/** The brackets and quotes that are open at some point of a line, innermost last. */
export type Open = readonly string[];

/** What one line does to the brackets and quotes that were open before it. */
export interface Brackets {
  readonly open: Open;
  /** Where the text closes a bracket that nothing opened, or -1. It is read up to there. */
  readonly closes: number;
  /** The characters that closed what was open before the text, in their order: `name")` closes `")` of `print("█`. */
  readonly closed: string;
}

/**
 * Reads a line as code and says what is open at its end, starting from what was `open` before it. Brackets inside strings do not
 * count.
 */
export function readBrackets(line: string, open: Open = []): Brackets {
  const stack = [...open];
  let depth = stack.length;
  let closed = '';
  const pop = (char: string): void => {
    stack.pop();
    if (stack.length >= depth) return;
    depth = stack.length;
    closed += char;
  };
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    const top = stack[stack.length - 1];
    if (top !== undefined && QUOTES.includes(top)) {
      if (char === '\\') at++;
      else if (char === top) pop(char);
    } else if (QUOTES.includes(char)) stack.push(char);
    else if (OPENERS.includes(char)) stack.push(char);
    else if (CLOSERS.includes(char)) {
      if (top === undefined || CLOSER_OF[top] !== char) return { open: stack, closes: at, closed };
      pop(char);
    }
  }
  return { open: stack, closes: -1, closed };
}
