import type { Node, Syntax } from './syntax.ts';

/** A function, method, class or other type, where it is defined. Offsets count from the start of the text. */
export interface Definition {
  readonly kind: 'function' | 'method' | 'type';
  readonly name: string;
  /** The text up to the body, on one line: `export async function load(path: string): Promise<Config>`. */
  readonly signature: string;
  /** Its documentation: the comments right above it, or its docstring; as written, `''` where there is none. */
  readonly doc: string;
  /** Where it starts, with `export`, decorators and the like, but without the comments above. */
  readonly start: number;
  readonly end: number;
  /** Where the body starts; `end` where there is none. */
  readonly bodyStart: number;
  /** May other files use it? As far as the language says so where it is defined. */
  readonly exported: boolean;
  /** The name of the type around it, `''` at top level. */
  readonly within: string;
}

/** All definitions of a text, in its order; the parts of a class after it. `[]` where the text is too long to be parsed. */
export function definitionsIn(syntax: Syntax, text: string): Definition[] {
  const { functions, types, bindings } = syntax.grammar;
  return (
    syntax.read(text, root =>
      root
        .descendantsOfType([...functions, ...types, ...bindings])
        .flatMap(node => (node === null ? [] : (definitionOf(node, syntax, text) ?? []))),
    ) ?? []
  );
}

/** The innermost function or method that `offset` is in, body or signature; `undefined` outside of all. */
export function enclosingFunction(
  syntax: Syntax,
  text: string,
  offset: number,
): Definition | undefined {
  return syntax.read(text, root => {
    for (let node: Node | null = root.descendantForIndex(offset); node; node = node.parent) {
      const definition = definitionOf(node, syntax, text);
      if (definition !== undefined && definition.kind !== 'type') return definition;
    }
    return undefined;
  });
}

function definitionOf(node: Node, syntax: Syntax, text: string): Definition | undefined {
  const { functions, types, bindings } = syntax.grammar;
  const isType = types.includes(node.type);
  const inner = bindings.includes(node.type) ? functionBoundBy(node) : node;
  if (inner === undefined) return undefined;
  if (!isType && inner === node && !functions.includes(node.type)) return undefined;
  const name = nameOf(node);
  if (name === undefined) return undefined;
  const body = bodyOf(inner);
  if (isType && isOnlyMentioned(node, body)) return undefined;
  const outer = withModifiers(node);
  const within = typeAround(node, types);
  const start = outer.startIndex;
  const bodyStart = body?.startIndex ?? outer.endIndex;
  return {
    kind: isType ? 'type' : within === '' ? 'function' : 'method',
    name,
    signature: signatureOf(text.slice(start, bodyStart)),
    doc: docOf(outer, body, syntax),
    start,
    end: outer.endIndex,
    bodyStart,
    exported: isExported(node, outer, name, syntax.grammar.file),
    within,
  };
}

/** The function that a name is bound to, seen from the binding: `const f = █(a) => a;` */
function functionBoundBy(node: Node): Node | undefined {
  const value = node.childForFieldName('value');
  return value !== null &&
    /^(arrow_function|function_expression|generator_function)$/.test(value.type)
    ? value
    : undefined;
}

/** `name` nearly everywhere; `key` in `{ f: () => 1 }`, `property` in JavaScript's classes. */
const NAME_FIELDS = ['name', 'key', 'property'];

function nameOf(node: Node): string | undefined {
  const named = NAME_FIELDS.map(field => node.childForFieldName(field)).find(child => child);
  if (named) return named.text;
  // C and C++ wrap the name: `int *█name(void)`
  let inner = node.childForFieldName('declarator');
  while (inner !== null) {
    const deeper: Node | null =
      inner.childForFieldName('declarator') ??
      (inner.type === 'reference_declarator' ? inner.lastNamedChild : null);
    if (deeper === null) return inner.text;
    inner = deeper;
  }
  return undefined;
}

function bodyOf(node: Node): Node | undefined {
  const body = node.childForFieldName('body');
  if (body !== null) return body;
  if (node.type !== 'type_spec') return undefined;
  // Go: `type Point struct █{ … }`; an interface has its brace as a child, a struct has a list
  const children = node.childForFieldName('type')?.children ?? [];
  return children.find(child => child?.text.startsWith('{')) ?? undefined;
}

/** `struct point p;` names a struct of C, and defines none. */
function isOnlyMentioned(node: Node, body: Node | undefined): boolean {
  return node.type.endsWith('_specifier') && body === undefined;
}

const MODIFIERS =
  /^(export_statement|decorated_definition|lexical_declaration|variable_declaration|template_declaration|type_declaration)$/;

/** With what stands before it and belongs to it: `export`, `const`, decorators, `template<…>`. */
function withModifiers(node: Node): Node {
  let outer = node;
  while (outer.parent !== null && MODIFIERS.test(outer.parent.type)) {
    if (outer.parent.namedChildCount > 1 && !isDecorated(outer.parent)) break;
    outer = outer.parent;
  }
  return outer;
}

function isDecorated(node: Node): boolean {
  return /^(export_statement|decorated_definition|template_declaration)$/.test(node.type);
}

/** `function f(\n  a,\n) {`  ⇒  `function f( a, )`: spaces run together, and what opens the body left out. */
function signatureOf(head: string): string {
  return head.replace(/\s+/g, ' ').replace(/\s*(=>|=)?\s*$/, '');
}

function typeAround(node: Node, types: readonly string[]): string {
  const receiver = node.childForFieldName('receiver'); // Go: `func (r *Reader) Read()`
  if (receiver !== null) return /(\w+)\s*(\[[^\]]*\])?\s*\)$/.exec(receiver.text)?.[1] ?? '';
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (types.includes(outer.type)) return nameOf(outer) ?? '';
    if (outer.type === 'impl_item') return outer.childForFieldName('type')?.text ?? '';
  }
  return '';
}

/** The comments that touch the definition from above, or the string that begins its body. */
function docOf(outer: Node, body: Node | undefined, syntax: Syntax): string {
  const { comments, strings } = syntax.grammar;
  const first = body?.firstNamedChild;
  const docstring = first?.type === 'expression_statement' ? first.firstNamedChild : null;
  if (docstring && strings.includes(docstring.type)) return docstring.text;
  const lines: string[] = [];
  let below = outer;
  for (;;) {
    const above = below.previousSibling;
    if (above === null || !comments.includes(above.type)) break;
    if (below.startPosition.row - above.endPosition.row > 1) break;
    lines.unshift(above.text.trimEnd());
    below = above;
  }
  return lines.join('\n');
}

/** Each language says it in its own way; what says nothing is for all. */
function isExported(node: Node, outer: Node, name: string, file: string): boolean {
  const head = outer.text.slice(0, 200);
  switch (file) {
    case 'typescript':
    case 'tsx':
    case 'javascript':
      if (/^(export_statement)$/.test(outer.type)) return true;
      return isMember(node) && !/^(private\b|#)/.test(head) && !name.startsWith('#');
    case 'python':
      return !name.startsWith('_') || /^__\w+__$/.test(name);
    case 'go':
      return /^\p{Lu}/u.test(name);
    case 'rust':
      return /^pub\b/.test(head);
    case 'java':
    case 'c-sharp':
      return /\b(public|protected|internal)\b/.test(head.split(/[({]/)[0] ?? '');
    case 'cpp':
      return !/^static\b/.test(head);
    case 'php':
      return !/\b(private|protected)\b/.test(head.split(/[({]/)[0] ?? '');
    default:
      return true;
  }
}

function isMember(node: Node): boolean {
  return /^(class_body|interface_body)$/.test(node.parent?.type ?? '');
}
