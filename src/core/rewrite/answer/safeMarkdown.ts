const FENCE = /^\s*(`{3,}|~{3,})/;
/** Code in a line: as it is. */
const SPAN = /(`+)(?!`).*?(?<!`)\1(?!`)/g;

/** Where a line of the explained file can be gone to. */
export type LineLink = (line: number) => string | undefined;

/**
 * A model's Markdown as it may be rendered: nothing in it loads anything, no HTML is HTML, and a link shows where it goes. Its mentions of lines become
 * links of ours.
 *
 *     ![x](https://a.example/?code) <b> and [here](https://b.example), see line 12
 *       ⇒  x (https://a.example/?code) &lt;b> and here (https://b.example), see [line 12](/a.ts#L12)
 */
export function safeMarkdown(text: string, linkOf: LineLink = () => undefined): string {
  let fence: string | undefined;
  const lines = text.split('\n').map(line => {
    const found = FENCE.exec(line)?.[1];
    if (fence !== undefined) {
      if (found !== undefined && line.trim() === found && found.startsWith(fence))
        fence = undefined;
      return line;
    }
    fence = found;
    return fence === undefined ? proseOf(line, linkOf) : line;
  });
  return (fence === undefined ? lines : [...lines, fence]).join('\n');
}

function proseOf(line: string, linkOf: LineLink): string {
  let at = 0;
  let out = '';
  for (const span of line.matchAll(SPAN)) {
    out += plain(line.slice(at, span.index), linkOf) + span[0];
    at = span.index + span[0].length;
  }
  return out + plain(line.slice(at), linkOf);
}

function plain(text: string, linkOf: LineLink): string {
  return text
    .replaceAll('<', '&lt;')
    .replace(
      /!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)/g,
      (_, label: string, target: string) => `${label} (${target})`,
    )
    .replace(/!?\[/g, '\\[')
    .replace(
      /\b(lines?|L)\s?(\d+)(?:(\s?[-–]\s?|\s(?:to|and)\s)L?(\d+))?/gi,
      (mention: string, _word, first: string) => {
        const target = linkOf(Number(first));
        return target === undefined ? mention : `[${mention}](${target})`;
      },
    );
}
