import { type Definition, definitionsIn } from '../../syntax/definitions.ts';
import type { Node, Syntax } from '../../syntax/syntax.ts';
import type { Warning } from './warning.ts';

/** What other files may rely on, by name: for a function its signature, for a type all but the bodies of its functions. */
export type Surface = ReadonlyMap<string, string>;

/**
 * Warns of names that other code may use and that would be gone, or would be used in another way. What is new harms nobody.
 *
 *     export function f(a: A): B {…}   ⇒   export function f(a: A, c: C): B {…}
 */
export function interfaceWarnings(
  syntax: Syntax,
  before: string,
  after: string,
): readonly Warning[] {
  const fresh = surfaceOf(syntax, after);
  const warnings: Warning[] = [];
  for (const [name, was] of surfaceOf(syntax, before)) {
    const is = fresh.get(name);
    if (is === undefined) warnings.push({ code: 'OUT-GONE', facts: { was: name } });
    else if (is !== was) warnings.push({ code: 'OUT-SIGNATURE', facts: { was, is } });
  }
  return warnings;
}

/** All that a text offers to other files. */
export function surfaceOf(syntax: Syntax, text: string): Surface {
  const surface = new Map<string, string>();
  const add = (name: string, form: string): void => {
    const known = surface.get(name); // functions may have several forms under one name
    surface.set(name, known === undefined ? form : `${known} | ${form}`);
  };
  const definitions = definitionsIn(syntax, text);
  const hidden = new Set(
    definitions
      .filter(({ kind, exported }) => kind === 'type' && !exported)
      .map(({ name }) => name),
  );
  for (const definition of definitions) {
    const { name, within, exported, kind, signature } = definition;
    if (!exported || hidden.has(within)) continue;
    if (
      definitions.some(
        outer =>
          outer.kind !== 'type' && outer.start < definition.start && definition.end <= outer.end,
      )
    )
      continue; // local to a function
    const form = kind === 'type' ? typeForm(definition, definitions, text, syntax) : signature;
    add(within === '' ? name : `${within}.${name}`, withoutComments(form, syntax));
  }
  for (const [name, form] of othersIn(syntax, text)) if (!surface.has(name)) add(name, form);
  return surface;
}

/** A type without the functions in it, which stand for themselves, and without its private fields. */
function typeForm(
  type: Definition,
  all: readonly Definition[],
  text: string,
  syntax: Syntax,
): string {
  const inner = all.filter(({ start, end }) => start > type.start && end <= type.end);
  let form = '';
  let at = type.start;
  for (const { start, end } of inner) {
    if (start < at) continue; // inside of one that is left out already
    form += text.slice(at, start);
    at = end;
  }
  form += text.slice(at, type.end);
  return syntax.grammar.file === 'python'
    ? form.replace(/^[ \t]+(_|"""|'''|pass\b).*$/gm, '')
    : form.replace(/(?<=[\n{;])\s*(?:private\b|#\w)[^;\n{}]*(?=[;\n}])/g, '');
}

/** On one line, with its comments left out. */
function withoutComments(form: string, { grammar }: Syntax): string {
  const marks = /^(python|ruby)$/.test(grammar.file) ? /#.*/g : /\/\*[\s\S]*?\*\/|\/\/.*/g;
  return form
    .replace(marks, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{}();,:])\s*/g, '$1 ')
    .replace(/([;,] )+(?=[)}\]])/g, '')
    .replace(/ (?=[;,:)])/g, '')
    .trim();
}

/** What is offered beside functions and types: constants, variables, prototypes, and what is passed on from elsewhere. */
function othersIn(
  syntax: Syntax,
  text: string,
): readonly (readonly [name: string, form: string])[] {
  const found = syntax.read(text, root => {
    const top = root.namedChildren.filter((node): node is Node => node !== null);
    return top.flatMap(node => othersOf(node, syntax.grammar.file));
  });
  return found ?? [];
}

function othersOf(node: Node, file: string): (readonly [string, string])[] {
  switch (file) {
    case 'typescript':
    case 'tsx':
    case 'javascript':
      return node.type === 'export_statement' ? exportsOf(node) : [];
    case 'python': {
      const [, name = ''] = /^([A-Za-z]\w*|__all__)\s*(?::[^=]+)?=(?!=)/.exec(node.text) ?? [];
      return name === '' ? [] : [[name, name === '__all__' ? oneLine(node.text) : name]];
    }
    case 'go':
      return /^(const|var)_declaration$/.test(node.type)
        ? [...node.text.matchAll(/(?:^|\n|\(|\b(?:const|var)\s)\s*(\p{Lu}\w*)\b([^=\n]*)/gu)].map(
            ([, name = '', form = '']) => [name, `${name} ${form.trim()}`.trim()],
          )
        : [];
    case 'rust': {
      const [form, name = ''] =
        /^pub(?:\([^)]*\))?\s+(?:const|static(?:\s+mut)?|mod|use)\s+([\w:{}, *]+)[^=;{]*/.exec(
          node.text,
        ) ?? [];
      return form === undefined ? [] : [[name.trim(), oneLine(form)]];
    }
    case 'cpp': {
      const [form, name = ''] =
        node.type === 'declaration'
          ? (/^(?!static\b)[^={;]*?\b(\w+)\s*\([^;]*(?=;)/.exec(node.text) ?? [])
          : [];
      return form === undefined ? [] : [[name, oneLine(form)]];
    }
    case 'ruby': {
      const [, name = ''] = /^([A-Z]\w*)\s*=/.exec(node.text) ?? [];
      return name === '' ? [] : [[name, name]];
    }
    case 'php': {
      const [, name = ''] = /^const\s+(\w+)/.exec(node.text) ?? [];
      return name === '' ? [] : [[name, name]];
    }
    default:
      return [];
  }
}

/** `export const a: A = 1` ⇒ a: A · `export { b as c } from './d'` ⇒ c · `export default e` ⇒ default. */
function exportsOf(node: Node): (readonly [string, string])[] {
  const text = oneLine(node.text);
  const clause = /^export\s+(?:type\s+)?\{([^}]*)\}(.*)$/.exec(text);
  if (clause !== null) {
    return (clause[1] ?? '')
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== '')
      .map(part => [
        part.split(/\s+as\s+/).at(-1) ?? part,
        part + (clause[2] ?? '').replace(';', ''),
      ]);
  }
  if (/^export\s+\*/.test(text)) return [[text, text]];
  if (/^export\s+default\b/.test(text)) return [['default', 'export default']];
  const variables = node
    .descendantsOfType('variable_declarator')
    .filter(one => one?.parent?.parent?.id === node.id);
  return variables.flatMap(one => {
    const name = one?.childForFieldName('name')?.text;
    const type = one?.childForFieldName('type')?.text ?? '';
    return name === undefined ? [] : [[name, oneLine(name + type)] as const];
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
