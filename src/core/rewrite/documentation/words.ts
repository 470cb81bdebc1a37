import type { DocStyle } from './style.ts';

/**
 * The words of a documentation, out of what a model answered: a comment, a comment above code, a docstring inside of it, or the words alone.
 *
 *     "/**⏎ * Adds.⏎ *⁠/⏎function add(a, b) {"   ⇒   ["Adds."]
 *
 * @returns [] where there are none.
 */
export function wordsOf(answer: readonly string[]): readonly string[] {
  const text = answer.join('\n');
  const found =
    docstringIn(text) ?? blockIn(text) ?? linesIn(answer) ?? (isCode(answer) ? [] : answer);
  const words = found.map(line => line.trimEnd());
  const first = words.findIndex(line => line.trim() !== '');
  const last = words.findLastIndex(line => line.trim() !== '');
  return first < 0 ? [] : words.slice(first, last + 1);
}

function docstringIn(text: string): readonly string[] | undefined {
  const inner = /(?:^|\n)[ \t]*[rRuU]?("""|''')([\s\S]*?)\1/.exec(text)?.[2];
  if (inner === undefined) return undefined;
  const [first = '', ...rest] = inner.split('\n');
  const depths = rest.filter(line => line.trim() !== '').map(line => line.search(/\S/));
  const margin = Math.min(...depths, 99);
  return [first.trim(), ...rest.map(line => line.slice(margin))];
}

function blockIn(text: string): readonly string[] | undefined {
  const inner = /(?:^|\n)[ \t]*\/\*[*!]?([\s\S]*?)\*\//.exec(text)?.[1];
  return inner?.split('\n').map(line => line.replace(/^\s*\* ?|^\s+/, ''));
}

function linesIn(answer: readonly string[]): readonly string[] | undefined {
  const mark = /^\s*(\/\/[/!]?|##?|--) ?/;
  const from = answer.findIndex(line => mark.test(line));
  if (
    from < 0 ||
    answer.slice(0, from).some(line => line.trim() !== '' && !/^\s*[@#[]/.test(line))
  ) {
    return undefined;
  }
  const to = answer.findIndex((line, k) => k >= from && !mark.test(line));
  return answer.slice(from, to < 0 ? undefined : to).map(line => line.replace(mark, ''));
}

/** Words that nobody marked as a comment must not look like code. */
function isCode(lines: readonly string[]): boolean {
  return lines.some(line =>
    /[;{}]\s*$|^\s*(def|class|fn|func|function|public|export|import)\b.*[({:]|=>/.test(line),
  );
}

/** The longest comment of a block style that stands on one line. */
const ONE_LINE = 90;

/** The documentation as its language writes it, at a depth. */
export function documentationOf(
  words: readonly string[],
  style: DocStyle,
  indent: string,
): readonly string[] {
  const put = (line: string): string => (indent + line).trimEnd();
  if (style.kind === 'lines') return words.map(line => put(style.mark + line));
  const [first = '', ...rest] = words;
  if (style.kind === 'block') {
    const safe = words.map(line => line.replaceAll('*/', '* /'));
    if (rest.length === 0 && first.length < ONE_LINE) return [put(`/** ${safe[0]} */`)];
    return [put('/**'), ...safe.map(line => put(style.mark + line)), put(' */')];
  }
  const safe = words.map(line => line.replaceAll('"""', "'''"));
  const raw = safe.some(line => line.includes('\\')) ? 'r' : '';
  const opening = `${raw}"""${safe[0]}`;
  if (rest.length === 0) return [put(`${opening}${/["\\]$/.test(first) ? ' ' : ''}"""`)];
  return [put(opening), ...safe.slice(1).map(put), put('"""')];
}
