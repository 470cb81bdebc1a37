/** What speaks against applying an answer, by code: the user sees it and decides. `{name}` is filled in; the editor translates the template. */
export const WARNINGS = {
  'OUT-LESS': 'Of the selected code, {percent} % would be gone.',
  'OUT-MORE': 'The code would be {times} times as long.',
  'OUT-SYNTAX': 'The code would no longer parse.',
  'OUT-CHARS': 'It holds characters that can not be seen, or that deceive the eye: {characters}.',
  'OUT-ELIDED': 'It leaves code out: {line}',
  'OUT-GONE': 'Other code may use what would be gone: {was}',
  'OUT-SIGNATURE': 'Other code may rely on this: {was}\nIt would be: {is}',
  'OUT-RUNS': 'This file decides what runs on this machine: {path}',
  'OUT-BLOCKS':
    'The answer had {others} more blocks of code. The one nearest to the selection was taken.',
  'OUT-NOPATH': 'Left out: a block of code that names no file.',
  'OUT-OUTSIDE': 'Left out: {path} is none of the chosen files.',
  'OUT-EXCLUDED': 'Left out: {path} is excluded, or looks like a place of secrets.',
  'OUT-TWICE': 'Left out: {path} was given more than once.',
  'OUT-UNREADABLE': 'Left out, for it can not be read: what is said of {path}',
  'OUT-NOPLACE': 'Left out: in {path} there is no place with these lines: {line}',
  'OUT-PLACES': 'Left out: in {path} these lines stand at {times} places: {line}',
  'OUT-OVERLAP': 'Left out: in {path} two changes are of the same lines: {line}',
  'OUT-MOVED': 'Left out: in {path} the lines were changed since: {line}',
  'OUT-NEWFILE': 'A new file would be made: {path}',
  'OUT-BENT': 'The test “{test}” would ask less than before: {how}.',
  'OUT-TESTED': 'The code asks whether it is being tested: {line}',
} as const;

export type WarningCode = keyof typeof WARNINGS;

export interface Warning {
  readonly code: WarningCode;
  readonly facts: Readonly<Record<string, string>>;
}

/** The sentence for people. */
export function tellWarning(
  { code, facts }: Warning,
  translate: (template: string) => string = template => template,
): string {
  const text = translate(WARNINGS[code]).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => facts[name] ?? whole,
  );
  return `${text} (${code})`;
}
