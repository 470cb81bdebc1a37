import { safeMarkdown } from './answer/safeMarkdown.ts';
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

/**
 * A conversation about code as Markdown. Thoughts are folded away; mentions of lines lead to them.
 *
 * @param canLink the file is in the workspace, so that a path from its root leads to it.
 */
export function explanationOf(
  title: string,
  turns: readonly ExplainedTurn[],
  { path, lines }: Subject,
  words: { readonly thoughts: string },
  canLink: boolean,
): string {
  const target = `/${path.split('/').map(encodeURIComponent).join('/')}`;
  const linkOf = (line: number): string | undefined =>
    canLink && line > 0 && line <= lines.length ? `${target}#L${line}` : undefined;
  const parts = turns.flatMap(({ wish, answer, reasoning, note }) => [
    ...(wish === '' ? [] : [quoted(wish)]),
    ...(reasoning === '' ? [] : [folded(words.thoughts, reasoning)]),
    ...(answer === '' ? [] : [safeMarkdown(answer.trim(), linkOf)]),
    ...(note === '' ? [] : [`*${note}*`]),
  ]);
  return `${[`# ${safeMarkdown(title)}`, ...parts].join('\n\n')}\n`;
}

function quoted(words: string): string {
  return safeMarkdown(words).replace(/^/gm, '> ');
}

/** The only HTML there is: ours. */
function folded(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${safeMarkdown(text.trim())}\n\n</details>`;
}
