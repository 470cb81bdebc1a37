import type { Node } from '@vscode/tree-sitter-wasm';
import { GRAMMARS } from '../../syntax/languages.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Link } from './link.ts';

/** A namespace is no file: what a file means of it are the types, and methods that extend others, which it names. */

const TYPES = [...(GRAMMARS.csharp?.types ?? []), 'delegate_declaration'];

/**
 * The namespaces that a C# file looks into, each with all names that stand in the file.
 *
 *     using Shop.Money;⏎namespace Shop.Api;⏎Price price;   ⇒   Shop.Money, Shop.Api and Shop, with Price
 *     using static Shop.Tax;⏎using M = Shop.Money;         ⇒   Shop with Tax, Shop with Money, Shop.Money
 */
export function linksOfCSharp(syntax: Syntax, text: string): readonly Link[] {
  const found = syntax.read(text, root => {
    const named = root
      .descendantsOfType('identifier')
      .flatMap(node => (node === null || isOfSpace(node) ? [] : [node.text]));
    const names = [...new Set(named)];
    const usings = root
      .descendantsOfType('using_directive')
      .flatMap(node => linksOfUsing(node?.text ?? '', names));
    const own = new Set(spacesIn(root).flatMap(withSpacesAround));
    return [...usings, ...[...own].map(from => ({ from, names, isType: false }))];
  });
  return found ?? [];
}

/** Is it a part of a namespace's name, where that is brought in or declared? */
function isOfSpace(name: Node): boolean {
  let whole = name.parent;
  while (whole?.type === 'qualified_name') whole = whole.parent;
  return /^(using_directive|(file_scoped_)?namespace_declaration)$/.test(whole?.type ?? '');
}

const USING = /^(global\s+)?using\s+(?:(static)\s+|(\w+)\s*=\s*)?([\w.]+)/;

function linksOfUsing(text: string, names: readonly string[]): readonly Link[] {
  const [, forAll, isStatic, alias, path = ''] = USING.exec(text) ?? [];
  const all = forAll === undefined ? {} : { forAll: true as const };
  const cut = path.lastIndexOf('.');
  const last = { from: path.slice(0, Math.max(0, cut)), names: [path.slice(cut + 1)] };
  const isOne = isStatic !== undefined || alias !== undefined;
  const space = isStatic !== undefined ? [] : [{ from: path, names, isType: false, ...all }];
  return isOne ? [{ ...last, isType: false, ...all }, ...space] : space;
}

/** The full names of all that a C# file declares for others: types, and methods that extend others. */
export function declaredInCSharp(syntax: Syntax, text: string): readonly string[] {
  const found = syntax.read(text, root =>
    root.descendantsOfType([...TYPES, 'method_declaration']).flatMap(node => {
      const name = node?.childForFieldName('name')?.text;
      if (node === null || name === undefined) return [];
      const isType = TYPES.includes(node.type);
      const [type, ...around] = typesAround(node);
      const isGiven = isType ? type === undefined : around.length === 0 && extendsAnother(node);
      return isGiven ? [full(spaceOf(node), name)] : [];
    }),
  );
  return [...new Set(found ?? [])];
}

/** `static Row ToRow(this Order order)` */
function extendsAnother(method: Node): boolean {
  return /^\(\s*this\s/.test(method.childForFieldName('parameters')?.text ?? '');
}

/** The types that something stands in, the nearest first. */
function typesAround(node: Node): readonly Node[] {
  const around: Node[] = [];
  for (let at = node.parent; at !== null; at = at.parent)
    if (TYPES.includes(at.type)) around.push(at);
  return around;
}

/** The namespace that something stands in; `` where it is in none. */
function spaceOf(node: Node): string {
  let space = '';
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at.type === 'namespace_declaration') space = full(nameOf(at), space);
    if (at.parent !== null) continue;
    const whole = at.namedChildren.find(
      child => child?.type === 'file_scoped_namespace_declaration',
    );
    if (whole) space = full(nameOf(whole), space);
  }
  return space;
}

function spacesIn(root: Node): readonly string[] {
  const blocks = root
    .descendantsOfType(['namespace_declaration', 'file_scoped_namespace_declaration'])
    .flatMap(node => (node === null ? [] : [full(spaceOf(node), nameOf(node))]));
  return blocks.length === 0 ? [''] : blocks;
}

function nameOf(node: Node): string {
  return node.childForFieldName('name')?.text ?? '';
}

/** `A.B` ⇒ `A.B`, `A`, and what is in none. */
function withSpacesAround(space: string): readonly string[] {
  const cut = space.lastIndexOf('.');
  if (space === '') return [''];
  return [space, ...withSpacesAround(space.slice(0, Math.max(0, cut)))];
}

function full(space: string, name: string): string {
  return [space, name].filter(part => part !== '').join('.');
}
