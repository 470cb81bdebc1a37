import type { Import, ImportedName } from './imports.ts';

type Found = Pick<Import, 'from' | 'names'>;

/**
 * How each grammar's import nodes read. The parser found them, so their text is an import and nothing else.
 *
 *     import a, { b as c } from './x'   ⇒   ./x: default as a, b as c
 *     use std::{io, fmt as f};          ⇒   std: io, fmt as f
 */
export const importReaders: Readonly<Record<string, (text: string) => Found[]>> = {
  typescript: ecmascript,
  tsx: ecmascript,
  javascript: ecmascript,
  python,
  go: text => {
    const [, alias, from = ''] = /^(?:([\w.]+)\s+)?["`](.*)["`]$/.exec(text) ?? [];
    return [{ from, names: [{ name: '*', as: alias ?? from.split('/').pop() ?? from }] }];
  },
  rust: text => rust(text.replace(/^(pub(\([^)]*\))?\s+)?use\s+|;$/g, '').replace(/\s+/g, ' ')),
  java: text => {
    const path = text.replace(/^import\s+(static\s+)?|\s*;$/g, '');
    return [splitPath(path, '.')];
  },
  cpp: text => [{ from: /[<"](.*)[>"]/.exec(text)?.[1] ?? '', names: [] }],
  'c-sharp': text => {
    const path = text.replace(/^(global\s+)?using\s+(static\s+)?|\s*;$/g, '');
    const [alias, from] = path.split(/\s*=\s*/);
    if (from !== undefined) return [{ from, names: [{ name: '*', as: alias ?? '' }] }];
    return [{ from: path, names: [] }];
  },
  ruby: text => {
    const from = /^require(?:_relative)?\s*\(?\s*["']([^"']+)["']\s*\)?$/.exec(text)?.[1];
    return from === undefined ? [] : [{ from, names: [] }];
  },
  php: text => {
    const file = /^require(?:_once)?\b.*?["']([^"']+)["']/.exec(text)?.[1];
    if (file !== undefined) return [{ from: file, names: [] }];
    const [path = '', as] = text.replace(/^(function|const)\s+/, '').split(/\s+as\s+/);
    return [splitPath(path, '\\', as)];
  },
};

/** `java.util.List` ⇒ `List` from `java.util`. */
function splitPath(path: string, separator: string, as?: string): Found {
  const cut = path.lastIndexOf(separator);
  const name = path.slice(cut + 1);
  return { from: cut < 0 ? '' : path.slice(0, cut), names: [{ name, as: as ?? name }] };
}

function ecmascript(text: string): Found[] {
  const required =
    /^([\s\S]*?)\s*=\s*(?:await\s+)?(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/.exec(text);
  if (required !== null) {
    const [, left = '', from = ''] = required;
    const names = left.startsWith('{') ? listed(left.slice(1, -1), ':') : [whole(left)];
    return [{ from, names }];
  }
  const [, clause = '', from] =
    /^import\s+(?:type\s+)?([\s\S]*?)(?:\s*from\s*)?["']([^"']+)["'];?$/.exec(text) ?? [];
  if (from === undefined) return [];
  const names: ImportedName[] = [];
  const braces = /\{([\s\S]*)\}/.exec(clause);
  const rest = clause.replace(/\{[\s\S]*\}/, '');
  for (const part of parts(rest)) {
    const namespace = /^\*\s+as\s+(\S+)$/.exec(part)?.[1];
    names.push(namespace === undefined ? { name: 'default', as: part } : whole(namespace));
  }
  return [{ from, names: [...names, ...listed(braces?.[1] ?? '', ' as ')] }];
}

function python(text: string): Found[] {
  const [, from, list] = /^from\s+(\S+)\s+import\s+([\s\S]*)$/.exec(text) ?? [];
  if (from !== undefined)
    return [{ from, names: listed((list ?? '').replace(/[()\\]/g, ''), ' as ') }];
  return parts(text.replace(/^import\s+/, '')).map(part => {
    const [path = '', as] = part.split(/\s+as\s+/);
    return { from: path, names: [{ name: '*', as: as ?? path }] };
  });
}

/** `a::{b, c::{d as e}}` ⇒ `b` from `a`, `d as e` from `a::c`. */
function rust(tree: string, above = ''): Found[] {
  const open = tree.indexOf('{');
  if (open < 0) {
    const [path = '', as] = (above + tree.trim()).split(/\s+as\s+/);
    if (path.endsWith('::self')) {
      const from = path.slice(0, -'::self'.length);
      return [{ from, names: [{ name: '*', as: as ?? from.split('::').pop() ?? '' }] }];
    }
    const cut = path.lastIndexOf('::');
    const name = cut < 0 ? path : path.slice(cut + 2);
    return [{ from: cut < 0 ? '' : path.slice(0, cut), names: [{ name, as: as ?? name }] }];
  }
  const prefix = above + tree.slice(0, open).trim();
  const inner = tree.slice(open + 1, tree.lastIndexOf('}'));
  return merged(topLevelParts(inner).flatMap(part => rust(part, prefix)));
}

function merged(found: readonly Found[]): Found[] {
  const names = new Map<string, ImportedName[]>();
  for (const one of found) names.set(one.from, [...(names.get(one.from) ?? []), ...one.names]);
  return [...names].map(([from, list]) => ({ from, names: list }));
}

/** Splits at commas that are in no braces. */
function topLevelParts(list: string): string[] {
  const cuts: string[] = [''];
  let depth = 0;
  for (const char of list) {
    if (char === '{') depth++;
    else if (char === '}') depth--;
    if (char === ',' && depth === 0) cuts.push('');
    else cuts[cuts.length - 1] += char;
  }
  return cuts.map(part => part.trim()).filter(part => part !== '');
}

function parts(list: string): string[] {
  return list
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

/** `b as c, type d` ⇒ b as c, d. */
function listed(list: string, renames: string): ImportedName[] {
  return parts(list).map(part => {
    const [name = '', as = name] = part
      .replace(/^type\s+/, '')
      .replace(/\s*=.*$/, '')
      .split(renames)
      .map(side => side.trim());
    return { name, as };
  });
}

function whole(as: string): ImportedName {
  return { name: '*', as };
}
