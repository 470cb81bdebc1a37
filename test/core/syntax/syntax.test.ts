import assert from 'node:assert/strict';
import { test } from 'node:test';
import wasm from '@vscode/tree-sitter-wasm';
import fc from 'fast-check';
import { Grammars } from '../../../src/core/syntax/grammars.ts';
import { GRAMMARS } from '../../../src/core/syntax/languages.ts';
import { scopeAt } from '../../../src/core/syntax/scope.ts';
import { LONGEST_TEXT, Syntax } from '../../../src/core/syntax/syntax.ts';
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

/** A parser that works as `parse` says. */
function syntaxWith(parse: (progress: () => unknown) => null): [Syntax, () => string[]] {
  const errors: string[] = [];
  // all of a parser that `Syntax` calls
  const parser = {
    parse: (_text: string, _old: null, options: { progressCallback: () => unknown }) =>
      parse(options.progressCallback),
    reset: () => {},
  } as unknown as ConstructorParameters<typeof Syntax>[1];
  const grammar = GRAMMARS.go;
  assert.ok(grammar);
  return [new Syntax(grammar, parser, error => errors.push(String(error))), () => errors];
}

test('what takes the parser too long is given up, and not tried again until half of it is another', () => {
  let tries = 0;
  const [syntax, errors] = syntaxWith(progress => {
    tries++;
    while (progress() !== true); // never ends by itself
    return null;
  });
  const noise = '({'.repeat(500);
  assert.equal(
    syntax.read(noise, () => 1),
    undefined,
  );
  syntax.read(`${noise}x`, () => 1);
  assert.equal(tries, 1);
  syntax.read('let a = 1;', () => 1);
  assert.equal(tries, 2);
  assert.deepEqual(errors(), []);
});

test('a parser that breaks is told once, and not asked again', () => {
  let tries = 0;
  const [syntax, errors] = syntaxWith(() => {
    tries++;
    throw new Error('aborted');
  });
  for (const text of ['a', 'bb', 'ccc'])
    assert.equal(
      syntax.read(text, () => 1),
      undefined,
    );
  assert.equal(tries, 1);
  assert.deepEqual(errors(), ['Error: aborted']);
});

test('noise that the grammar of tsx never ends on does no harm', async () => {
  const syntax = await syntaxFor('typescriptreact');
  const alphabet = '{}()[];,.=+-*/<>!&|"\'`abc 012\n\t';
  let seed = 60480;
  const next = (): string => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return alphabet[seed % alphabet.length] ?? '';
  };
  for (let round = 0; round < 8; round++) {
    const noise = Array.from({ length: 4000 }, next).join('');
    syntax.read(noise, root => root.hasError);
  }
  assert.equal(
    syntax.read('let a = <b/>;', root => root.hasError),
    false,
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
