/** Names of languages that stand for one another after a fence; the first is VS Code's. */
const FAMILIES: readonly (readonly string[])[] = [
  [
    'typescript',
    'typescriptreact',
    'javascript',
    'javascriptreact',
    'ts',
    'tsx',
    'js',
    'jsx',
    'mjs',
    'cjs',
    'mts',
    'cts',
    'node',
  ],
  ['python', 'py', 'python3'],
  ['go', 'golang'],
  ['rust', 'rs'],
  ['java'],
  ['kotlin', 'kt'],
  ['swift'],
  ['csharp', 'c#', 'cs'],
  ['cpp', 'c', 'c++', 'cc', 'h', 'hpp'],
  ['ruby', 'rb'],
  ['php'],
  ['shellscript', 'sh', 'bash', 'zsh', 'shell', 'console', 'terminal'],
  ['powershell', 'ps1', 'pwsh'],
  ['html', 'vue', 'svelte'],
  ['css', 'scss', 'less'],
  ['json', 'jsonc'],
  ['yaml', 'yml'],
  ['markdown', 'md'],
  ['sql'],
  ['diff', 'patch', 'udiff'],
];

function familyOf(name: string): readonly string[] | undefined {
  return FAMILIES.find(family => family.includes(name));
}

/** Is a block of this name surely in another language than the document? A name that nobody knows is not. */
export function isOtherLanguage(named: string, languageId: string): boolean {
  const theirs = familyOf(named.toLowerCase());
  const ours = familyOf(languageId);
  return theirs !== undefined && named.toLowerCase() !== languageId && theirs !== ours;
}

/** Does the name of a block say that it is in the document's language? */
export function isThisLanguage(named: string, languageId: string): boolean {
  const theirs = familyOf(named.toLowerCase());
  return (
    named.toLowerCase() === languageId || (theirs !== undefined && theirs === familyOf(languageId))
  );
}
