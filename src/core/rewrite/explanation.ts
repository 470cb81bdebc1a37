import { type FileLink, type LineLink, safeMarkdown } from './answer/safeMarkdown.ts';
import type { Subject } from './subject.ts';

/** A question about code, and what was answered so far. */
export interface ExplainedTurn {
  /** The user's own words; `` for the first, which needs none. */
  readonly wish: string;
  readonly answer: string;
  readonly reasoning: string;
  /** What follows the answer: that it is still being written, or why it ended early. */
  readonly note: string;
}

/** Where mentions in an answer lead to. */
export interface Links {
  readonly line?: LineLink;
  readonly file?: FileLink;
}

/**
 * A conversation about code as Markdown. Thoughts are folded away; mentions of lines and files lead to them.
 *
 * @param preface ours, as Markdown: what is known without the model.
 */
export function explanationOf(
  title: string,
  turns: readonly ExplainedTurn[],
  { line, file }: Links,
  words: { readonly thoughts: string },
  preface = '',
): string {
  const parts = turns.flatMap(({ wish, answer, reasoning, note }) => [
    ...(wish === '' ? [] : [quoted(wish)]),
    ...(reasoning === '' ? [] : [folded(words.thoughts, reasoning)]),
    ...(answer === '' ? [] : [safeMarkdown(answer.trim(), line, file)]),
    ...(note === '' ? [] : [`*${note}*`]),
  ]);
  const all = [`# ${safeMarkdown(title)}`, ...(preface === '' ? [] : [preface]), ...parts];
  return `${all.join('\n\n')}\n`;
}

/** The lines of the code that is explained, by the root of the workspace. */
export function linesOfSubject({ path, lines }: Subject): LineLink {
  const target = targetOf(path);
  return line => (line > 0 && line <= lines.length ? `${target}#L${line}` : undefined);
}

/** Files of the workspace. @param has is there one of this path? */
export function filesOfWorkspace(has: (path: string) => boolean): FileLink {
  return (path, line) =>
    has(path) ? `${targetOf(path)}${line === undefined ? '' : `#L${line}`}` : undefined;
}

/** By the root of the workspace, for the target of a link. */
function targetOf(path: string): string {
  const parts = path
    .split('/')
    .map(part =>
      encodeURIComponent(part).replace(/[()*'!]/g, char => `%${char.charCodeAt(0).toString(16)}`),
    );
  return `/${parts.join('/')}`;
}

function quoted(words: string): string {
  return safeMarkdown(words).replace(/^/gm, '> ');
}

/** The only HTML there is: ours. */
function folded(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${safeMarkdown(text.trim())}\n\n</details>`;
}
