const FENCE = /^(\s*)(`{3,}|~{3,})(.*)$/;
/** Code in a line: as it is. */
const SPAN = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;

/** Where a line of the explained file can be gone to. */
export type LineLink = (line: number) => string | undefined;

/** Where a file can be gone to, and a line of it: paths as they are in the workspace. */
export type FileLink = (path: string, line?: number) => string | undefined;

const NOWHERE = (): undefined => undefined;
/** What may be a path, and a line of that file. */
const PATH = /(?<![\w/.@!\\-])((?:[\w.@-]+\/)*[\w.@-]*[\w-])(?::(\d+))?(?![\w/@-])/g;

/**
 * A model's Markdown as it may be rendered: nothing in it loads anything, no HTML is HTML, and a link shows where it goes. Its mentions of lines become
 * links of ours. Code is left as it is, and so must be code for whoever renders it too: fences stand at the margin, and backticks that are no
 * code's are none any more.
 *
 *     ![x](https://a.example/?code) <b> and [here](https://b.example), see line 12
 *       ⇒  x (https://a.example/?code) &lt;b> and here (https://b.example), see [line 12](/a.ts#L12)
 */
export function safeMarkdown(
  text: string,
  linkOf: LineLink = NOWHERE,
  fileOf: FileLink = NOWHERE,
): string {
  const out: string[] = [];
  let fence: { readonly mark: string; readonly indent: number } | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, indent = '', mark = '', info = ''] = FENCE.exec(line) ?? [];
    if (fence === undefined && mark !== '') {
      fence = { mark, indent: indent.length };
      out.push('', mark + info.replace(/[^\w+#.-]/g, ''));
    } else if (fence === undefined) out.push(proseOf(line, linkOf, fileOf));
    else if (mark.startsWith(fence.mark) && info.trim() === '') {
      out.push(fence.mark, '');
      fence = undefined;
    } else out.push(line.slice(Math.min(fence.indent, line.search(/\S|$/))));
  }
  if (fence !== undefined) out.push(fence.mark);
  return out.join('\n').trim();
}

function proseOf(line: string, linkOf: LineLink, fileOf: FileLink): string {
  const text = line.replace(/\\+(?=[`[\]!])/g, ''); // else they would end or begin what only we see
  let at = 0;
  let out = '';
  for (const span of text.matchAll(SPAN)) {
    out += plain(text.slice(at, span.index), linkOf, fileOf);
    out += /[!\\]$/.test(out) ? span[0] : codeOf(span[0], fileOf); // else it would be an image, or none of ours
    at = span.index + span[0].length;
  }
  return out + plain(text.slice(at), linkOf, fileOf);
}

/** Code that is nothing but the path of a file leads there. */
function codeOf(span: string, fileOf: FileLink): string {
  const [, path = '', line] = /^`+\s?([^`\]]+?)(?::(\d+))?\s?`+$/.exec(span) ?? [];
  const target =
    path === '' ? undefined : fileOf(path, line === undefined ? undefined : Number(line));
  return target === undefined ? span : `[${span}](${target})`;
}

function plain(text: string, linkOf: LineLink, fileOf: FileLink): string {
  return text
    .replaceAll('`', '&#96;')
    .replaceAll('<', '&lt;')
    .replace(/!?\[([^[\]]*)\]\(([^)\s]*)[^)]*\)/g, '$1 ($2)')
    .replace(/!?\[/g, '\\[')
    .replace(
      /(?<![!\\\w])(?:lines?|L)\s?(\d+)(?:(?:\s?[-–]\s?|\s(?:to|and)\s)L?\d+)?/gi,
      (mention: string, first: string) => {
        const target = linkOf(Number(first));
        return target === undefined ? mention : `[${mention}](${target})`;
      },
    )
    .replace(PATH, (mention: string, path: string, line: string | undefined) => {
      const target = fileOf(path, line === undefined ? undefined : Number(line));
      return target === undefined ? mention : `[${mention}](${target})`;
    });
}
