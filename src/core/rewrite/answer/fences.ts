/** A fenced block of an answer. */
export interface Block {
  /** What stands after the opening fence: `ts`, `python title="a.py"`. */
  readonly info: string;
  readonly lines: readonly string[];
  /** False where the answer ended before the block did. */
  readonly closed: boolean;
  /** The last line of prose above it that is not blank. */
  readonly above: string;
}

export interface Parts {
  readonly blocks: readonly Block[];
  /** All that stands before the first block. */
  readonly lead: string;
}

/** The lines of an answer, whichever ends it gives them: all that VS Code takes for one, so that what is previewed can be applied. */
export function linesIn(answer: string): readonly string[] {
  return answer.split(/\r\n|\r|\n/);
}

const FENCE = /^\s*(`{3,}|~{3,})\s*([^`]*)$/;

/**
 * Tells prose and fenced blocks apart, as CommonMark does, and with one rule more: a fence with a language inside of a block opens a block of
 * its own, so that documentation with examples stays whole.
 *
 *     Sure.⏎```md⏎Use it:⏎```js⏎f()⏎```⏎Done.⏎```⏎   ⇒   lead "Sure.", one block of five lines
 */
export function partsOf(answer: string): Parts {
  const blocks: Block[] = [];
  const lead: string[] = [];
  let above = '';
  let open: { info: string; indent: number; fences: string[]; lines: string[] } | undefined;
  for (const line of linesIn(answer)) {
    const [, fence = '', info = ''] = FENCE.exec(line) ?? [];
    if (open === undefined) {
      if (fence !== '')
        open = { info: info.trim(), indent: line.search(/\S/), fences: [fence], lines: [] };
      else {
        if (blocks.length === 0) lead.push(line);
        if (line.trim() !== '') above = line.trim();
      }
      continue;
    }
    const innermost = open.fences.at(-1) ?? '';
    if (fence !== '' && info === '' && fence.startsWith(innermost)) {
      open.fences.pop();
      if (open.fences.length === 0) {
        blocks.push({ info: open.info, lines: dedented(open), closed: true, above });
        open = undefined;
        above = '';
        continue;
      }
    } else if (fence !== '' && info !== '') open.fences.push(fence);
    open.lines.push(line);
  }
  if (open !== undefined)
    blocks.push({ info: open.info, lines: dedented(open), closed: false, above });
  return { blocks, lead: lead.join('\n').trim() };
}

/** A fence in a list is indented, and its lines with it. */
function dedented({
  indent,
  lines,
}: {
  readonly indent: number;
  readonly lines: readonly string[];
}): string[] {
  const margin = ' '.repeat(indent);
  const all = lines.every(line => line.startsWith(margin) || line.trim() === '');
  return indent > 0 && all ? lines.map(line => line.slice(indent)) : [...lines];
}

/** The text in a fence that nothing inside of it can close. */
export function fenced(text: string, info = ''): string {
  return `${fenceFor(text)}${info}\n${text}\n${fenceFor(text)}`;
}

export function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
