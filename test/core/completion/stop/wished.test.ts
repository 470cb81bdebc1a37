// Where more is wanted than a place asks for: prose to its end, and all of the block around the cursor.
import { test } from 'node:test';
import type { Wants } from '../../../../src/core/completion/types.ts';
import { checkStop } from '../../../support/stops.ts';

// before the cursor █ what the model says, ✂ where it ends ▏ after the cursor
const PICTURES: readonly (readonly [Wants, string, string, string, string?])[] = [
  // prose
  [
    'block',
    'a comment of lines ends with the last of them',
    'python',
    '# Reads a file█ and\n# its lines.✂\ndef read():\n',
    'prose',
  ],
  [
    'block',
    '… by the same mark only',
    'typescript',
    'f();\n// adds█ them\n// all✂\ng(); // b\n',
    'prose',
  ],
  [
    'block',
    'a block comment goes on to its end',
    'typescript',
    '/* Adds█\n * two.\n */✂\nadd();\n',
    'prose',
  ],
  [
    'block',
    'a docstring goes on to its end',
    'python',
    'def f():\n    """Adds.█\n\n    More.\n    """✂\n    return 1\n',
    'prose',
  ],
  [
    'block',
    'a string ends with its line where it must',
    'typescript',
    "const a = 'one█ two';✂\nconst b = 2;\n",
    'prose',
  ],
  [
    'block',
    'a paragraph ends with a blank line',
    'markdown',
    'Dear reader,█ this\nis prose.✂\n\nAnother.\n',
    'prose',
  ],
  ['line', 'a line is a line', 'markdown', 'Dear reader,█ this✂\nis prose.\n', 'line'],
  // all of a block
  [
    'long',
    'on to the end of the block around',
    'typescript',
    'function f() {\n  const a =█ 1;\n  if (a) {\n    g();\n  }\n  return a;\n}✂\nf();\n',
    'block',
  ],
  [
    'long',
    '… whose bracket stands below',
    'typescript',
    'function f() {\n  const a =█ 1;\n  return a;✂\n}\n▏\n}\n',
    'block',
  ],
  [
    'long',
    '… by indentation',
    'python',
    'def f():\n    a =█ 1\n    if a:\n        g()\n    return a✂\n\nf()\n',
    'block',
  ],
  [
    'long',
    '… from an empty line',
    'python',
    'def f():\n    a = 1\n    █if a:\n        g()\n    return a✂\n\nf()\n',
    'block',
  ],
  [
    'block',
    'where it does not, the statement is all',
    'typescript',
    'function f() {\n  const a =█ 1;✂\n  return a;\n}\n',
    'block',
  ],
];

for (const [wants, what, languageId, picture, ended] of PICTURES) {
  test(`${languageId}, ${wants}: ${what}`, () => checkStop(languageId, picture, ended, wants));
}
