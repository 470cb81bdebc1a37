/** What one grammar calls the things that we look for: names of node types. A new language is a new row. */
export interface Grammar {
  /** The grammar's file is `tree-sitter-<file>.wasm`. */
  readonly file: string;
  readonly functions: readonly string[];
  readonly types: readonly string[];
  /** Nodes that name a function which stands in another node: `const f = () => 1`. */
  readonly bindings: readonly string[];
  readonly imports: readonly string[];
  readonly comments: readonly string[];
  readonly strings: readonly string[];
  /** Code inside of a string: `${…}`. */
  readonly interpolations: readonly string[];
}

const ECMASCRIPT = {
  functions: [
    'function_declaration',
    'generator_function_declaration',
    'method_definition',
    'function_signature',
    'method_signature',
    'abstract_method_signature',
  ],
  types: [
    'class_declaration',
    'abstract_class_declaration',
    'interface_declaration',
    'type_alias_declaration',
    'enum_declaration',
  ],
  bindings: ['variable_declarator', 'public_field_definition', 'pair'],
  imports: ['import_statement', 'variable_declarator'],
  comments: ['comment'],
  strings: ['string', 'template_string', 'regex'],
  interpolations: ['template_substitution'],
} as const;

const TYPESCRIPT: Grammar = { file: 'typescript', ...ECMASCRIPT };
const TSX: Grammar = {
  file: 'tsx',
  ...ECMASCRIPT,
  strings: [...ECMASCRIPT.strings, 'jsx_text'],
  interpolations: [...ECMASCRIPT.interpolations, 'jsx_expression'],
};
const JAVASCRIPT: Grammar = {
  file: 'javascript',
  ...ECMASCRIPT,
  // the grammar without types knows only these
  functions: ['function_declaration', 'generator_function_declaration', 'method_definition'],
  types: ['class_declaration'],
  bindings: ['variable_declarator', 'field_definition', 'pair'],
  strings: TSX.strings,
  interpolations: TSX.interpolations,
};

/** C is read by the grammar of C++, which takes nearly all of it. */
const CPP: Grammar = {
  file: 'cpp',
  functions: ['function_definition'],
  types: ['class_specifier', 'struct_specifier', 'enum_specifier', 'union_specifier'],
  bindings: [],
  imports: ['preproc_include'],
  comments: ['comment'],
  strings: ['string_literal', 'raw_string_literal', 'char_literal', 'system_lib_string'],
  interpolations: [],
};

/** The grammar for each of VS Code's language ids. */
export const GRAMMARS: Readonly<Record<string, Grammar>> = {
  typescript: TYPESCRIPT,
  typescriptreact: TSX,
  javascript: JAVASCRIPT,
  javascriptreact: JAVASCRIPT,
  python: {
    file: 'python',
    functions: ['function_definition'],
    types: ['class_definition'],
    bindings: [],
    imports: ['import_statement', 'import_from_statement'],
    comments: ['comment'],
    strings: ['string'],
    interpolations: ['interpolation'],
  },
  go: {
    file: 'go',
    functions: ['function_declaration', 'method_declaration', 'method_elem'],
    types: ['type_spec'],
    bindings: [],
    imports: ['import_spec'],
    comments: ['comment'],
    strings: ['interpreted_string_literal', 'raw_string_literal', 'rune_literal'],
    interpolations: [],
  },
  rust: {
    file: 'rust',
    functions: ['function_item', 'function_signature_item', 'macro_definition'],
    types: ['struct_item', 'enum_item', 'trait_item', 'type_item', 'union_item'],
    bindings: [],
    imports: ['use_declaration'],
    comments: ['line_comment', 'block_comment'],
    strings: ['string_literal', 'raw_string_literal', 'char_literal'],
    interpolations: [],
  },
  java: {
    file: 'java',
    functions: ['method_declaration', 'constructor_declaration'],
    types: [
      'class_declaration',
      'interface_declaration',
      'enum_declaration',
      'record_declaration',
      'annotation_type_declaration',
    ],
    bindings: [],
    imports: ['import_declaration'],
    comments: ['line_comment', 'block_comment'],
    strings: ['string_literal', 'character_literal'],
    interpolations: ['string_interpolation'],
  },
  c: CPP,
  cpp: CPP,
  csharp: {
    file: 'c-sharp',
    functions: ['method_declaration', 'constructor_declaration', 'local_function_statement'],
    types: [
      'class_declaration',
      'interface_declaration',
      'enum_declaration',
      'record_declaration',
      'struct_declaration',
    ],
    bindings: [],
    imports: ['using_directive'],
    comments: ['comment'],
    strings: [
      'string_literal',
      'verbatim_string_literal',
      'raw_string_literal',
      'character_literal',
      'interpolated_string_expression',
    ],
    interpolations: ['interpolation'],
  },
  ruby: {
    file: 'ruby',
    functions: ['method', 'singleton_method'],
    types: ['class', 'module'],
    bindings: [],
    imports: ['call'],
    comments: ['comment'],
    strings: ['string', 'heredoc_body', 'regex', 'string_array', 'subshell'],
    interpolations: ['interpolation'],
  },
  php: {
    file: 'php',
    functions: ['function_definition', 'method_declaration'],
    types: ['class_declaration', 'interface_declaration', 'trait_declaration', 'enum_declaration'],
    bindings: [],
    imports: ['namespace_use_clause', 'require_expression', 'require_once_expression'],
    comments: ['comment'],
    strings: ['string', 'encapsed_string', 'heredoc', 'nowdoc'],
    interpolations: [],
  },
};

/** The files that a package must carry so that every row can be read. */
export function grammarFiles(): string[] {
  const files = new Set(Object.values(GRAMMARS).map(({ file }) => `tree-sitter-${file}.wasm`));
  return ['tree-sitter.wasm', ...files];
}
