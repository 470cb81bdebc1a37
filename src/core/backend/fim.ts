import type { FimQuestion } from './backend.ts';
import type { FimTemplate } from './tables/models.ts';

/**
 * The prompt for a model that fills holes, put together from its family's template. Text of the user's that holds a special token is
 * broken up first: a file about special tokens must not change the structure of the prompt.
 */
export function fimPrompt(question: FimQuestion, template: FimTemplate): string {
  const plain = (text: string): string => neutralised(text, template.tokens);
  const { file } = template;
  const context =
    file === undefined
      ? ''
      : question.context
          .map(one => filled(file, { path: plain(one.path), text: plain(one.text) }))
          .join('');
  return filled(template.prompt, {
    context,
    before: plain(question.before),
    after: plain(question.after),
  });
}

/** `<|fim_prefix|>` in a file becomes `< |fim_prefix|>`, which is text and no token. */
export function neutralised(text: string, tokens: readonly string[]): string {
  let plain = text;
  for (const token of tokens) {
    if (plain.includes(token)) plain = plain.replaceAll(token, `${token[0]} ${token.slice(1)}`);
  }
  return plain;
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * Ends a stream of text at the first special token, wherever the chunks were cut. What might be the beginning of one is held back until it is
 * told.
 *
 *     "return a" " + b;<|fim" "_pad|>junk"   ⇒   "return a" " + b;"
 */
export async function* cutAtTokens(
  chunks: AsyncIterable<string>,
  tokens: readonly string[],
): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of chunks) {
    held += chunk;
    const at = firstOf(held, tokens);
    if (at >= 0) {
      if (at > 0) yield held.slice(0, at);
      return;
    }
    const safe = held.length - tailThatMayBegin(held, tokens);
    if (safe > 0) yield held.slice(0, safe);
    held = held.slice(safe);
  }
  if (held !== '') yield held;
}

function firstOf(text: string, tokens: readonly string[]): number {
  let first = -1;
  for (const token of tokens) {
    const at = text.indexOf(token);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

/** How many characters at the end could be the beginning of a token. */
function tailThatMayBegin(text: string, tokens: readonly string[]): number {
  let longest = 0;
  for (const token of tokens) {
    for (let size = Math.min(token.length - 1, text.length); size > longest; size--) {
      if (text.endsWith(token.slice(0, size))) longest = size;
    }
  }
  return longest;
}
