/** VS Code's language ids by the end of a file's name, for the languages that rules know. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.[cm]?js$/, 'javascript'],
  [/\.jsx$/, 'javascriptreact'],
  [/\.[cm]?ts$/, 'typescript'],
  [/\.tsx$/, 'typescriptreact'],
  [/\.vue$/, 'vue'],
  [/\.svelte$/, 'svelte'],
  [/\.html?$/, 'html'],
  [/\.pyi?$/, 'python'],
  [/\.go$/, 'go'],
  [/\.java$/, 'java'],
  [/\.kts?$/, 'kotlin'],
  [/\.cs$/, 'csharp'],
  [/\.php$/, 'php'],
  [/\.rb$/, 'ruby'],
  [/\.rs$/, 'rust'],
  [/\.[ch]$/, 'c'],
  [/\.(cc|cpp|cxx|hh|hpp)$/, 'cpp'],
  [/\.(sh|bash|zsh)$/, 'shellscript'],
  [/(^|\/)Dockerfile[^/]*$/, 'dockerfile'],
  [/\.sql$/, 'sql'],
];

/** The language of a file that no editor has open; `undefined` where it is not known. */
export function languageOf(path: string): string | undefined {
  return ENDINGS.find(([ending]) => ending.test(path))?.[1];
}
