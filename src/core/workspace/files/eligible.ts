import { isSecretName } from '../../gate/secrets.ts';

/** Files larger than this are data or generated, not code that somebody types. */
export const LARGEST_FILE = 1_000_000;

const FOLDERS = new Set(
  (
    '.git .hg .svn node_modules bower_components jspm_packages vendor third_party dist build out target bin obj coverage ' +
    '.next .nuxt .svelte-kit .cache .venv venv env __pycache__ .tox .mypy_cache .gradle .idea .vs .terraform Pods DerivedData ' +
    '.yarn .pnpm-store .dart_tool elm-stuff .history'
  ).split(' '),
);

const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascriptreact',
  py: 'python',
  pyi: 'python',
  go: 'go',
  rs: 'rust',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  cxx: 'cpp',
  hh: 'cpp',
  hpp: 'cpp',
  hxx: 'cpp',
  cs: 'csharp',
  rb: 'ruby',
  php: 'php',
  swift: 'swift',
  scala: 'scala',
  lua: 'lua',
  r: 'r',
  dart: 'dart',
  ex: 'elixir',
  exs: 'elixir',
  erl: 'erlang',
  hs: 'haskell',
  ml: 'ocaml',
  clj: 'clojure',
  jl: 'julia',
  sh: 'shellscript',
  bash: 'shellscript',
  zsh: 'shellscript',
  ps1: 'powershell',
  sql: 'sql',
  html: 'html',
  htm: 'html',
  css: 'css',
  scss: 'scss',
  less: 'less',
  vue: 'vue',
  svelte: 'svelte',
  astro: 'astro',
  json: 'json',
  jsonc: 'jsonc',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  ini: 'ini',
  md: 'markdown',
  rst: 'restructuredtext',
  tf: 'terraform',
  proto: 'proto3',
  graphql: 'graphql',
  cmake: 'cmake',
  gradle: 'groovy',
  groovy: 'groovy',
  m: 'objective-c',
  mm: 'objective-cpp',
  zig: 'zig',
  nim: 'nim',
  v: 'verilog',
  sv: 'systemverilog',
  vhd: 'vhdl',
  pl: 'perl',
  fs: 'fsharp',
  vb: 'vb',
};

const NAMES: Readonly<Record<string, string>> = {
  dockerfile: 'dockerfile',
  makefile: 'makefile',
  'cmakelists.txt': 'cmake',
  jenkinsfile: 'groovy',
  rakefile: 'ruby',
  gemfile: 'ruby',
};

/** Names that come out of a tool: lock files, bundles, source maps. */
const GENERATED =
  /(\.min\.\w+|\.map|-lock\.json|\.lock|\.lock\.\w+|\.bundle\.js|\.pb\.go|_pb2?\.py|\.g\.dart|\.designer\.cs|\.snap)$|^(package-lock|npm-shrinkwrap|composer|pnpm-lock|go\.sum|poetry|cargo)\b.*(lock|sum|json|ya?ml)$/i;

/** A folder that holds no code of the user's: never entered. */
export function isSkippedFolder(name: string): boolean {
  return FOLDERS.has(name);
}

/** VS Code's language id by the file's name, or `undefined` for what is not code. */
export function languageOf(name: string): string | undefined {
  const lower = name.toLowerCase();
  const ending = lower.slice(lower.lastIndexOf('.') + 1);
  return NAMES[lower] ?? (lower.includes('.') ? LANGUAGES[ending] : undefined);
}

/** May a file of this name be learned? Says why not. */
export function whyNotByName(name: string): 'secret' | 'generated' | 'not code' | undefined {
  if (isSecretName(name)) return 'secret';
  if (GENERATED.test(name)) return 'generated';
  return languageOf(name) === undefined ? 'not code' : undefined;
}
