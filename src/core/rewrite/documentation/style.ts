/** How a language writes documentation: around its lines, before each of them, and where. */
export interface DocStyle {
  /** Its name, for the model. */
  readonly name: string;
  readonly kind: 'block' | 'lines' | 'docstring';
  /** Before each line: ` * `, `/// `. */
  readonly mark: string;
}

const JSDOC: DocStyle = { name: 'a JSDoc comment', kind: 'block', mark: ' * ' };

/** By VS Code's language id. A new language is a new row. */
const STYLES: Readonly<Record<string, DocStyle>> = {
  typescript: { ...JSDOC, name: 'a TSDoc comment without types' },
  typescriptreact: { ...JSDOC, name: 'a TSDoc comment without types' },
  javascript: JSDOC,
  javascriptreact: JSDOC,
  java: { ...JSDOC, name: 'a Javadoc comment' },
  php: { ...JSDOC, name: 'a PHPDoc comment' },
  c: { ...JSDOC, name: 'a Doxygen comment' },
  cpp: { ...JSDOC, name: 'a Doxygen comment' },
  python: { name: 'a docstring after PEP 257', kind: 'docstring', mark: '' },
  rust: { name: 'a rustdoc comment with ///', kind: 'lines', mark: '/// ' },
  csharp: { name: 'an XML documentation comment with ///', kind: 'lines', mark: '/// ' },
  go: { name: 'a Go doc comment that begins with the name', kind: 'lines', mark: '// ' },
  ruby: { name: 'a YARD comment', kind: 'lines', mark: '# ' },
};

export function docStyleOf(languageId: string): DocStyle | undefined {
  return Object.hasOwn(STYLES, languageId) ? STYLES[languageId] : undefined;
}
