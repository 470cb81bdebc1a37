import { importsIn } from '../../syntax/imports.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import { declaredInCSharp, linksOfCSharp } from './csharp.ts';
import type { Link } from './link.ts';

/** All that a file takes from others: its imports, and in JavaScript what it passes on or loads on the way. */
export function linksIn(syntax: Syntax, text: string): readonly Link[] {
  if (syntax.grammar.file === 'c-sharp') return linksOfCSharp(syntax, text);
  const imports = importsIn(syntax, text).map(({ from, names, start, end }) => ({
    from,
    names: names.map(({ name }) => name),
    isType: /^import\s+type\b/.test(text.slice(start, end)),
  }));
  return [...imports, ...passedOn(syntax, text)];
}

/** The full names by which others find what a file declares, where it is not found by its path. */
export function declaredIn(syntax: Syntax, text: string): readonly string[] {
  return syntax.grammar.file === 'c-sharp' ? declaredInCSharp(syntax, text) : [];
}

/** `export … from './a'`, `import('./a')`, `require('./a')` where nothing is bound. */
function passedOn(syntax: Syntax, text: string): readonly Link[] {
  if (!/^(typescript|tsx|javascript)$/.test(syntax.grammar.file)) return [];
  const found = syntax.read(text, root =>
    root.descendantsOfType(['export_statement', 'call_expression']).flatMap(node => {
      const [, from] =
        node?.type === 'export_statement'
          ? [undefined, node.childForFieldName('source')?.text.slice(1, -1)]
          : (/^(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)$/.exec(node?.text ?? '') ?? []);
      const isType = /^export\s+type\b/.test(node?.text ?? '');
      return from === undefined ? [] : [{ from, names: [], isType }];
    }),
  );
  return found ?? [];
}
