import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeAt } from '../../../src/core/completion/place.ts';
import { grammars } from '../../support/grammars.ts';
import { at } from '../../support/snapshots.ts';

/** A place, and what is wanted there, as `scope wants: why`. */
const PLACES: readonly (readonly [language: string, picture: string, place: string])[] = [
  // TypeScript
  ['typescript', 'const a = fo█', 'code line: the rest of the line'],
  ['typescript', 'function f() {\n  █\n}\n', 'code block: in an empty block'],
  ['typescript', 'function f() {\n\n  █', 'code block: in an empty block'],
  ['typescript', 'function f() {\n  █\n  return 1;\n}\n', 'code line: the rest of the line'],
  ['typescript', 'function f() {█}', 'code block: after what opens a block'],
  ['typescript', 'function add(a: number, b = ")")█', 'code block: after a signature'],
  ['typescript', 'export async function f()█\n', 'code block: after a signature'],
  ['typescript', 'add(a, b)█', 'code line: the rest of the line'],
  ['typescript', 'foo(█)', 'code line: the rest of the line'],
  ['typescript', 'foo(\n  █\n);', 'code block: in an empty block'],
  ['typescript', 'const o = {\n  █\n};', 'code block: in an empty block'],
  ['typescript', 'import {█} from "x";', 'code line: the rest of the line'],
  ['typescript', 'import {█}', 'code line: the rest of the line'],
  ['typescript', '// sort the items by price\n█', 'code block: after a comment'],
  ['typescript', 'f();\n\n// sort the items by price\n█\n\ng();', 'code block: after a comment'],
  ['typescript', '/**\n * Adds two numbers.\n */\n█', 'code block: after a comment'],
  ['typescript', '/*\n * Copyright 2020 Somebody\n */\n█', 'code line: the rest of the line'],
  ['typescript', '// eslint-disable-next-line no-var\n█', 'code line: the rest of the line'],
  ['typescript', '// ---------\n█', 'code line: the rest of the line'],
  ['typescript', '// foo(bar, baz);\n█', 'code line: the rest of the line'],
  ['typescript', 'f(); // sort the items by price\n█', 'code line: the rest of the line'],
  ['typescript', '// sort the it█', 'comment line: in a comment'],
  ['typescript', '/** Sorts █ */', 'docstring line: in a docstring'],
  ['typescript', 'import a from "./█";', 'string line: in a string'],
  ['typescript', 'const a = "x█', 'string line: in a string'],
  ['typescript', 'const a = `x█\n', 'string line: in a string'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a string is what is meant
  ['typescript', 'const a = `x${b.█}`', 'code line: the rest of the line'],
  ['typescript', 'const a = "{"\n█', 'code line: the rest of the line'],
  ['typescript', 'f(); // {\n█', 'code line: the rest of the line'],
  ['typescript', 'if (a) { // why not\n  █\n}', 'code block: in an empty block'],
  ['typescriptreact', 'const a = <b className={█}>', 'code line: the rest of the line'],
  // Python
  ['python', 'def add(a, b):█', 'code block: after what opens a block'],
  ['python', 'def add(a, b):\n    █', 'code block: in an empty block'],
  ['python', 'def add(a, b)█', 'code block: after a signature'],
  ['python', 'def add(a, b):\n    """Adds."""\n    █', 'code block: after a docstring'],
  [
    'python',
    'def f():\n    """Adds.\n\n    More.\n    """\n    █\n',
    'code block: after a docstring',
  ],
  ['python', 'def f():\n    """Adds."""\n    █\n    return 1', 'code line: the rest of the line'],
  ['python', '"""The module."""\n█', 'code line: the rest of the line'],
  ['python', 'def f():\n    """Ad█"""', 'docstring line: in a docstring'],
  ['python', '# parse a JSON file and return a dict\n█', 'code block: after a comment'],
  ['python', '# parse a JSON file and\n# return it\n█', 'code block: after a comment'],
  ['python', '#!/usr/bin/env python3\n█', 'code line: the rest of the line'],
  ['python', 'x = 1  # type: ignore\n█', 'code line: the rest of the line'],
  ['python', 'if x:  # why not\n    █', 'code block: in an empty block'],
  ['python', 'for x in xs:\n    f(x)\n    █', 'code line: the rest of the line'],
  ['python', 'x = {\n    █\n}', 'code block: in an empty block'],
  ['python', 'f(f"{a}█")', 'string line: in a string'],
  ['python', 'f(\n    """SELECT█', 'string line: in a string'],
  ['python', 'x = y[1:█]', 'code line: the rest of the line'],
  // Go, Rust, Java, C, C#, PHP
  ['go', 'package m\n\nfunc (s *Store) Get(key string)█', 'code block: after a signature'],
  ['go', 'if err != nil {\n\t█\n}', 'code block: in an empty block'],
  ['go', '// Load reads the file at path.\n█', 'code block: after a comment'],
  ['rust', 'pub(crate) fn load(p: &str)█', 'code block: after a signature'],
  ['rust', "fn f<'a>(x: &'a str) {\n    █\n}", 'code block: in an empty block'],
  ['rust', '/// Loads the fi█', 'docstring line: in a docstring'],
  ['java', 'class A {\n    void f() {\n        █\n    }\n}', 'code block: in an empty block'],
  ['java', 'class A {\n    // the number of items\n    █\n}', 'code block: after a comment'],
  ['c', "char c = '\\'';\n█", 'code line: the rest of the line'],
  ['csharp', 'while (true)\n{\n    █\n}', 'code block: in an empty block'],
  ['php', '<?php\n# add two numbers\n█', 'code block: after a comment'],
  // those that end blocks by words, and those without a grammar
  ['ruby', 'def add(a, b)\n  █\nend', 'code block: in an empty block'],
  ['ruby', 'items.each do |item|\n  █\nend', 'code block: in an empty block'],
  ['ruby', 'x = 1\n█', 'code line: the rest of the line'],
  ['lua', 'function add(a, b)\n  █\nend', 'code block: in an empty block'],
  ['lua', '-- add two numbers\n█', 'code block: after a comment'],
  ['shellscript', 'if [ -f x ]; then\n  █\nfi', 'code block: in an empty block'],
  ['sql', '-- all customers of a country\n█', 'code block: after a comment'],
  ['kotlin', 'fun add(a: Int)█', 'code block: after a signature'],
  ['markdown', '# Title\n█', 'text line: in prose'],
];

const drawn = ({ scope, wants, why }: ReturnType<typeof placeAt>): string =>
  `${scope} ${wants}: ${why}`;

for (const [languageId, picture, expected] of PLACES) {
  test(`${languageId}: ${JSON.stringify(picture)}`, async () => {
    const syntax = await grammars.syntaxOf(languageId);
    assert.equal(drawn(placeAt(at(picture, { languageId }), syntax)), expected, 'by the grammar');
    assert.equal(drawn(placeAt(at(picture, { languageId }))), expected, 'by the marks');
  });
}

/** Where the marks of the language are not enough. */
const GRAMMAR_KNOWS: readonly (readonly [language: string, picture: string, place: string])[] = [
  ['ruby', 'x = <<~E\n  a b█\nE\n', 'string line: in a string'],
  ['rust', 'let x = r#"a\n  b█\n"#;\n', 'string line: in a string'],
  ['typescriptreact', 'const a = <p>Use ` here</p>;\nfoo(█', 'code line: the rest of the line'],
  ['php', '<?php\n$x = <<<E\n  a█\nE;\n', 'string line: in a string'],
];

for (const [languageId, picture, expected] of GRAMMAR_KNOWS) {
  test(`${languageId}, by the grammar: ${JSON.stringify(picture)}`, async () => {
    const syntax = await grammars.syntaxOf(languageId);
    assert.equal(drawn(placeAt(at(picture, { languageId }), syntax)), expected);
  });
}

test('what is read of a long class begins with a definition, and not within its documentation', () => {
  const method = `    def f(self):\n        """Says\n${'        much.\n'.repeat(40)}        """\n        return 1\n\n`;
  const text = `class A:\n${method.repeat(30)}`;
  const inCode = `${text}    def g(self):\n        a = 1\n        █`;
  const inDocumentation = `${text}    def g(self):\n        """Says\n        more.\n        █`;
  for (let lines = 0; lines < 60; lines += 7) {
    const head = '# a\n'.repeat(lines);
    assert.equal(placeAt(at(head + inCode, { languageId: 'python' })).scope, 'code');
    const { scope } = placeAt(at(head + inDocumentation, { languageId: 'python' }));
    assert.equal(scope, 'docstring');
  }
});
