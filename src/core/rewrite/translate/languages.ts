/** A language that code can be translated to. */
export interface Language {
  /** VS Code's. */
  readonly id: string;
  readonly name: string;
  /** Of its files. */
  readonly ending: string;
}

/** All of them, the usual ones first; a new one is a new row. */
export const LANGUAGES: readonly Language[] = [
  { id: 'python', name: 'Python', ending: '.py' },
  { id: 'javascript', name: 'JavaScript', ending: '.js' },
  { id: 'typescript', name: 'TypeScript', ending: '.ts' },
  { id: 'java', name: 'Java', ending: '.java' },
  { id: 'csharp', name: 'C#', ending: '.cs' },
  { id: 'go', name: 'Go', ending: '.go' },
  { id: 'rust', name: 'Rust', ending: '.rs' },
  { id: 'kotlin', name: 'Kotlin', ending: '.kt' },
  { id: 'swift', name: 'Swift', ending: '.swift' },
  { id: 'cpp', name: 'C++', ending: '.cpp' },
  { id: 'c', name: 'C', ending: '.c' },
  { id: 'ruby', name: 'Ruby', ending: '.rb' },
  { id: 'php', name: 'PHP', ending: '.php' },
  { id: 'scala', name: 'Scala', ending: '.scala' },
  { id: 'dart', name: 'Dart', ending: '.dart' },
  { id: 'lua', name: 'Lua', ending: '.lua' },
  { id: 'r', name: 'R', ending: '.r' },
  { id: 'julia', name: 'Julia', ending: '.jl' },
  { id: 'perl', name: 'Perl', ending: '.pl' },
  { id: 'shellscript', name: 'Bash', ending: '.sh' },
  { id: 'powershell', name: 'PowerShell', ending: '.ps1' },
  { id: 'sql', name: 'SQL', ending: '.sql' },
];

/** With elements in it, a script is still translated as the language that it is. */
const PLAIN: Readonly<Record<string, string>> = {
  javascriptreact: 'javascript',
  typescriptreact: 'typescript',
};

export function languageOf(id: string): Language | undefined {
  return LANGUAGES.find(language => language.id === (PLAIN[id] ?? id));
}
