import type { Node } from '../../syntax/syntax.ts';
import type { PieceKind } from './outline.ts';

/** What a statement is to a suite of tests; `around` where it only wraps others, as a namespace does. */
export type Read =
  | { readonly kind: PieceKind; readonly name: string; readonly body?: Node | undefined }
  | { readonly kind: 'around'; readonly body: Node };

/** @param lead the comments and attributes above the statement. */
export type Reading = (node: Node, lead: string) => Read;

/** How each grammar's statements read, in the words of its frameworks. */
export const readings: Readonly<Record<string, Reading>> = {
  typescript: ecmascript,
  tsx: ecmascript,
  javascript: ecmascript,
  python,
  go,
  rust,
  java: classes,
  'c-sharp': classes,
  php: classes,
  ruby,
};

const NAME =
  /\b(?:function\*?|class|interface|type|enum|const|let|var|def|func|fn|struct|static)\s+([\w$]+)/;

function other(node: Node): Read {
  const name = node.childForFieldName('name')?.text ?? NAME.exec(node.text.slice(0, 300))?.[1];
  return { kind: 'other', name: name ?? '' };
}

function ecmascript(node: Node): Read {
  if (node.type === 'import_statement' || /^\w+\s[^=]*=\s*(await\s+)?require\(/.test(node.text)) {
    return { kind: 'import', name: '' };
  }
  const call = node.type === 'expression_statement' ? node.firstNamedChild : null;
  if (call?.type !== 'call_expression') {
    return /^['"]use /.test(node.text) ? { kind: 'preamble', name: '' } : other(node);
  }
  const called = call.childForFieldName('function')?.text ?? '';
  const args = call.childForFieldName('arguments');
  const name = unquoted(args?.firstNamedChild?.text ?? '');
  if (/^(describe|suite|context|test\.describe)\b/.test(called)) {
    return {
      kind: 'suite',
      name,
      body: args?.lastNamedChild?.childForFieldName('body') ?? undefined,
    };
  }
  if (/^(it|test|specify)\b/.test(called)) return { kind: 'test', name };
  if (/^(before|after)(Each|All)?$/.test(called)) return { kind: 'setup', name: called };
  return { kind: 'other', name: '' };
}

function python(node: Node): Read {
  const inner = node.type === 'decorated_definition' ? node.childForFieldName('definition') : node;
  const name = inner?.childForFieldName('name')?.text ?? '';
  switch (inner?.type) {
    case 'import_statement':
    case 'import_from_statement':
      return { kind: 'import', name: '' };
    case 'future_import_statement':
      return { kind: 'preamble', name: '' };
    case 'class_definition': {
      const bases = inner.childForFieldName('superclasses')?.text ?? '';
      if (!/^Test|Tests?$/.test(name) && !/TestCase/.test(bases)) return { kind: 'other', name };
      return { kind: 'suite', name, body: inner.childForFieldName('body') ?? undefined };
    }
    case 'function_definition':
      if (/^test/.test(name)) return { kind: 'test', name };
      return { kind: /^(setUp|tearDown|setup_|teardown_)/.test(name) ? 'setup' : 'other', name };
    case 'if_statement':
      return { kind: /^if __name__\b/.test(node.text) ? 'tail' : 'other', name: '' };
    default:
      if (/^("""|''')/.test(node.text)) return { kind: 'preamble', name: '' };
      return { kind: 'other', name: /^(\w+)\s*(?::[^=\n]+)?=/.exec(node.text)?.[1] ?? '' };
  }
}

function go(node: Node): Read {
  if (node.type === 'package_clause') return { kind: 'preamble', name: '' };
  if (node.type === 'import_declaration') return { kind: 'import', name: '' };
  const name = node.childForFieldName('name')?.text ?? '';
  if (node.type === 'function_declaration' && /^(Test|Benchmark|Example|Fuzz)/.test(name)) {
    return { kind: 'test', name };
  }
  return other(node);
}

function rust(node: Node, lead: string): Read {
  const name = node.childForFieldName('name')?.text ?? '';
  if (node.type === 'use_declaration' || node.type === 'extern_crate_declaration') {
    return { kind: 'import', name: '' };
  }
  if (node.type === 'mod_item' && (/\bcfg\(test\)/.test(lead) || /^tests?$/.test(name))) {
    return { kind: 'suite', name, body: node.childForFieldName('body') ?? undefined };
  }
  if (node.type === 'function_item' && /#\[[^\]]*\b(test|rstest)\b/.test(lead)) {
    return { kind: 'test', name };
  }
  return other(node);
}

const TESTS = /[@[#\\\s](Test|ParameterizedTest|RepeatedTest|TestFactory|Fact|Theory|TestCase)\b/;
const SETUPS =
  /[@[#](BeforeEach|AfterEach|BeforeAll|AfterAll|SetUp|TearDown|OneTimeSetUp|OneTimeTearDown|Before|After)\b/;

/** Java, C# and PHP: a suite is a class, a test one of its methods. */
function classes(node: Node, lead: string): Read {
  const name = node.childForFieldName('name')?.text ?? '';
  switch (node.type) {
    case 'import_declaration':
    case 'using_directive':
    case 'namespace_use_declaration':
      return { kind: 'import', name: '' };
    case 'namespace_declaration': {
      const body = node.childForFieldName('body');
      return body === null ? { kind: 'preamble', name: '' } : { kind: 'around', body };
    }
    case 'package_declaration':
    case 'file_scoped_namespace_declaration':
    case 'namespace_definition':
    case 'declare_statement':
    case 'php_tag':
      return { kind: 'preamble', name: '' };
    case 'class_declaration':
      return { kind: 'suite', name, body: node.childForFieldName('body') ?? undefined };
    case 'method_declaration': {
      const head = lead + node.text.slice(0, node.text.search(/[({]\s*\n|\{/));
      if (TESTS.test(head) || /^test[A-Z_]/.test(name)) return { kind: 'test', name };
      return {
        kind: SETUPS.test(head) || /^(setUp|tearDown)/.test(name) ? 'setup' : 'other',
        name,
      };
    }
    default:
      return other(node);
  }
}

function ruby(node: Node): Read {
  const method = node.childForFieldName('method')?.text ?? '';
  const args = node.childForFieldName('arguments');
  const name = unquoted(args?.text ?? '');
  if (node.type === 'class') {
    return { kind: 'suite', name: node.childForFieldName('name')?.text ?? '', body: bodyIn(node) };
  }
  if (node.type !== 'call') return other(node);
  if (/^require(_relative)?$/.test(method)) return { kind: 'import', name: '' };
  if (/^(describe|context|feature)$/.test(method))
    return { kind: 'suite', name, body: bodyIn(node.childForFieldName('block')) };
  if (/^(it|specify|example|scenario)$/.test(method)) return { kind: 'test', name };
  if (/^(let!?|subject!?|before|after|around)$/.test(method))
    return { kind: 'setup', name: `${method} ${name}`.trim() };
  return { kind: 'other', name: '' };
}

function bodyIn(node: Node | null): Node | undefined {
  return node?.childForFieldName('body') ?? undefined;
}

/** `'adds up'` ⇒ `adds up`; several arguments as they are written. */
function unquoted(text: string): string {
  const inner = /^\((.*)\)$/s.exec(text)?.[1] ?? text;
  return /^(['"`])((?:\\.|(?!\1).)*)\1$/s.exec(inner)?.[2] ?? inner;
}
