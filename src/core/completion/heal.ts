/** The text before the cursor less what a token may have to begin with, and that. */
export interface CutBack {
  readonly before: string;
  /** What the answer owes: it must begin with it. */
  readonly owed: string;
}

/** Signs up to the end, with the space before them: most tokenizers make one token of such a run and of what comes next. */
const SIGNS = / ?[^\s\p{L}\p{N}]+$/u;
const BLANK = /[ \t]$/;

/**
 * Goes back to where a token may begin. A model has hardly ever seen a text cut in the middle of what it knows as one token, and goes on
 * strangely there:
 *
 *     "path"█     asked as it is:   "path" : [],        (`":` is one token, so a `"` alone can not be followed by `:`)
 *     "path█      asked from here:  "path": [],         the `"` is owed
 *
 *     ␣␣␣␣█       ⇒   ␣␣␣█          (`␣return` is one token)
 *     foo(█       ⇒   foo█          (`()` is one, too)
 *
 * Words are not cut: what follows a whole word begins a token of its own.
 */
export function cutBack(before: string): CutBack {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const owed = (BLANK.exec(line) ?? SIGNS.exec(line))?.[0] ?? '';
  return { before: before.slice(0, before.length - owed.length), owed };
}

/**
 * Asks from where a token may begin, and takes off what is owed. Where the answer begins otherwise it is asked again from the cursor: most of the
 * prompt is in the server's cache then.
 *
 *     foo(█     asked from `foo`   says `(bar);`  ⇒  `bar);`
 *                                  says ` = 1;`   ⇒  what is said to `foo(`
 */
export async function* askCutBack(
  before: string,
  ask: (before: string) => AsyncIterable<string>,
): AsyncGenerator<string> {
  const { before: start, owed } = cutBack(before);
  if (owed !== '') {
    let said = '';
    let paid = false;
    for await (const chunk of ask(start)) {
      if (paid) {
        yield chunk;
        continue;
      }
      said += chunk;
      if (!said.startsWith(owed.slice(0, said.length))) break;
      paid = said.length >= owed.length;
      if (paid && said.length > owed.length) yield said.slice(owed.length);
    }
    if (paid) return;
  }
  yield* ask(before);
}
