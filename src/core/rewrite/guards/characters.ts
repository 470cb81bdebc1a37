import { strangeCharacters } from '../../completion/tidy/strangeCharacters.ts';
import type { Warning } from './warning.ts';

/** Warns of characters that can't be seen or that turn the order of writing, unless the document has them already: `‹U+202E›`. */
export function characterWarning(document: string, after: readonly string[]): Warning | undefined {
  const found = strangeCharacters(after.join('\n')).filter(one => !document.includes(one));
  if (found.length === 0) return undefined;
  const names = [...new Set(found)].map(
    one => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return { code: 'OUT-CHARS', facts: { characters: names.join(', ') } };
}
