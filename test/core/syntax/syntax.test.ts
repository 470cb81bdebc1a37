import assert from 'node:assert/strict';
import { test } from 'node:test';
import wasm from '@vscode/tree-sitter-wasm';
import fc from 'fast-check';
import { Grammars } from '../../../src/core/syntax/grammars.ts';
import { GRAMMARS } from '../../../src/core/syntax/languages.ts';
import { scopeAt } from '../../../src/core/syntax/scope.ts';
import { LONGEST_TEXT } from '../../../src/core/syntax/syntax.ts';
import { loadWasm, syntaxFor } from '../../support/grammars.ts';

test('every language of the table can be read, and its rows name nodes that its grammar has', async () => {
  for (const [language, row] of Object.entries(GRAMMARS)) {
    const syntax = await syntaxFor(language);
    const { functions, types, bindings, imports, comments, strings, interpolations } = row;
    const names = [functions, types, bindings, imports, comments, strings, interpolations].flat();
    const unknown = syntax.read('', root =>
      names.filter(name => root.tree.language.idForNodeType(name, true) === null),
    );
    assert.deepEqual(unknown, [], language);
  }
});

test('a text that is read again after any change has the tree of that text', async () => {
  const typescript = await syntaxFor('typescript');
  const anew = new wasm.Parser();
  typescript.read('', root => anew.setLanguage(root.tree.language));
  const code = fc.string({ unit: fc.constantFrom(...'ab(){}=;\n"`é😀 '), maxLength: 12 });
  const start = 'function f(a) {\n  return a + 1;\n}\nconst b = `x`;\n';
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(8), code), { maxLength: 6 }), edits => {
      let text = start;
      for (const [at, removed, added] of edits) {
        text = text.slice(0, at) + added + text.slice(at + removed);
        const tree = anew.parse(text);
        const read = typescript.read(text, root => root.toString());
        assert.equal(read, tree?.rootNode.toString(), JSON.stringify(text));
        tree?.delete();
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('a language without a grammar has no syntax', async () => {
  const none = new Grammars(loadWasm, error => assert.fail(String(error)));
  assert.equal(await none.syntaxOf('brainfuck'), undefined);
  assert.equal(await none.syntaxOf('constructor'), undefined);
});

test('a grammar that can not be loaded is told once, and its language has no syntax', async () => {
  const errors: unknown[] = [];
  const missing = new Grammars(
    file => (file === 'tree-sitter.wasm' ? loadWasm(file) : Promise.reject(new Error(file))),
    error => errors.push(error),
  );
  assert.equal(await missing.syntaxOf('python'), undefined);
  assert.equal(await missing.syntaxOf('python'), undefined);
  assert.equal(missing.ready('python'), undefined);
  assert.deepEqual(errors.map(String), ['Error: tree-sitter-python.wasm']);
});

test('nothing is loaded before it is asked for, and a keystroke never waits', async () => {
  const loaded: string[] = [];
  const lazy = new Grammars(
    file => {
      loaded.push(file);
      return loadWasm(file);
    },
    error => assert.fail(String(error)),
  );
  assert.deepEqual(loaded, []);
  assert.equal(lazy.ready('go'), undefined);
  const go = await lazy.syntaxOf('go');
  assert.equal(lazy.ready('go'), go);
  assert.deepEqual(loaded, ['tree-sitter.wasm', 'tree-sitter-go.wasm']);
});

test('a text too long to parse is not read', async () => {
  const python = await syntaxFor('python');
  assert.equal(
    python.read('x'.repeat(LONGEST_TEXT + 1), () => 1),
    undefined,
  );
});

const SCOPES: readonly (readonly [language: string, picture: string, scope: string | undefined])[] =
  [
    ['typescript', 'let a = █1;', 'code'],
    ['typescript', '// a█', 'comment'],
    ['typescript', '// a█\nlet b', 'comment'],
    ['typescript', '// a\n█let b', 'code'],
    ['typescript', '/* a */█', 'code'],
    ['typescript', '/* a █', undefined],
    ['typescript', '/** a █*/ let b', 'docstring'],
    ['typescript', 'f("a█b")', 'string'],
    ['typescript', 'f("ab"█)', 'code'],
    ['typescript', 'f(█"ab")', 'code'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a string is what is meant
    ['typescript', 'f(`a${b█}c`)', 'code'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
    ['typescript', 'f(`a${b}c█`)', 'string'],
    ['python', 'def f():\n    """a█"""', 'docstring'],
    ['python', '"""a█"""\nx = 1', 'docstring'],
    ['python', 'x = """a█"""', 'string'],
    ['python', 'x = f"a{b█}"', 'code'],
    ['python', '# a█', 'comment'],
    ['rust', '/// a█\nfn f() {}', 'docstring'],
    ['go', 'package m // a█', 'comment'],
    ['ruby', 'x = "a#{b█}"', 'code'],
    ['cpp', '#include <vec█tor>', 'string'],
  ];

for (const [language, picture, scope] of SCOPES) {
  test(`${language}: ${JSON.stringify(picture)} is ${scope}`, async () => {
    const [before = '', after = ''] = picture.split('█');
    assert.equal(scopeAt(await syntaxFor(language), before + after, before.length), scope);
  });
}
