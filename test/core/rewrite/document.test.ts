// Documentation goes where its language wants it, and no code is touched, whatever the model says.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isSameCode } from '../../../src/core/rewrite/documentation/insertion.ts';
import { docStyleOf } from '../../../src/core/rewrite/documentation/style.ts';
import { documentationOf, wordsOf } from '../../../src/core/rewrite/documentation/words.ts';
import { changed } from '../../../src/core/rewrite/place/edit.ts';
import { symbolAt, withDocs } from '../../../src/core/rewrite/symbol.ts';
import { documentIn } from '../../../src/core/rewrite/tasks/document.ts';
import { syntaxFor } from '../../support/grammars.ts';

/** The text with what is at line `at` documented by an answer; or why not. */
async function documented(
  languageId: string,
  text: string,
  at: number,
  answer: string,
): Promise<string> {
  const syntax = await syntaxFor(languageId);
  const lines = text.split('\n');
  const symbol = symbolAt(syntax, lines, at);
  assert.ok(symbol, 'a symbol');
  const subject = {
    path: 'a',
    languageId,
    lines,
    ...withDocs(symbol),
  };
  const { change, fault } = documentIn(syntax, subject, symbol.definition).read(
    `It is so.\n\`\`\`\n${answer}\n\`\`\``,
    subject,
    'whole',
  );
  return change === undefined ? (fault ?? '') : changed(lines, change).join('\n');
}

async function check(languageId: string, picture: string, answer = '/** Told. */'): Promise<void> {
  const before = picture
    .split('\n')
    .filter(line => !line.includes('█'))
    .join('\n');
  const at = before.split('\n').findIndex(line => /\bf\b|\bA\b/.test(line));
  assert.equal(await documented(languageId, before, at, answer), picture.replace('█', ''));
}

test('above, with all that belongs to it', async () => {
  await check(
    'typescript',
    '/** Told. */█\nexport async function f(\n  a: A,\n): Promise<void> {\n}',
  );
  await check('typescript', 'class X {\n  /** Told. */█\n  @d()\n  f() {}\n}');
  await check('javascript', '/** Told. */█\nexport const f = a => a;');
  await check('java', 'class X {\n  /** Told. */█\n  @Override\n  public void f() {}\n}');
  await check('go', 'package a\n\n// Told.█\nfunc f(\n\ta int,\n) {\n}');
  await check('rust', '/// Told.█\n#[inline]\npub fn f() {}');
  await check('csharp', 'class X {\n  /// Told.█\n  [Test]\n  public void f() {}\n}');
  await check('ruby', 'class X\n  # Told.█\n  def f(a)\n  end\nend');
  await check('php', '<?php\n/** Told. */█\nfunction f($a) {}');
  await check('cpp', '/** Told. */█\ntemplate <class T>\nint f(T a) { return 1; }');
});

test('in Python first in the body, however many lines the parameters take', async () => {
  await check(
    'python',
    'def f(\n    a,\n    b={"x": 1},\n):\n    """Told."""█\n    return a',
    '"""Told."""',
  );
  await check(
    'python',
    '@d\nasync def f(a):\n    """Told."""█\n    # first\n    return a'.replace('    # first\n', ''),
    '"""Told."""',
  );
  await check('python', 'class A:\n    """Told."""█\n    x = 1', '"""Told."""');
});

test('the words count, in whatever form the model gives them', async () => {
  const given = [
    '/**\n * Told.\n */',
    '// Told.',
    '/// Told.',
    '# Told.',
    '"""Told."""',
    '    """\n    Told.\n    """',
    'Told.',
    '/** Told. */\nexport function f() {\n  evil();\n}',
    'def f():\n    """Told."""\n    evil()',
  ];
  for (const answer of given) await check('typescript', '/** Told. */█\nfunction f() {}', answer);
});

test('code for an answer is no documentation', async () => {
  assert.equal(
    await documented('typescript', 'function f() {}', 0, 'function f() {\n  evil();\n}'),
    'OUT-NOCODE',
  );
});

test('what would end the comment early does not', async () => {
  await check('typescript', '/** Told. * / evil(); */█\nfunction f() {}', '// Told. */ evil();');
  await check(
    'python',
    "def f():\n    '''.'''\n    x = 1".replace("    '''.'''\n", '    """Told. \'\'\' evil()"""█\n'),
    '# Told. """ evil()',
  );
});

test('no line of its own, documentation already there, a language nobody told us of', async () => {
  await assert.rejects(documented('python', 'def f(): return 1', 0, 'Told.'), {
    code: 'DOC-PLACE',
  });
  await assert.rejects(documented('typescript', 'g(); function f() {}', 0, 'Told.'), {
    code: 'DOC-PLACE',
  });
  for (const has of [
    '/** Has. */\nfunction f() {}',
    'class A {\n  /** Has. */\n  @d()\n  f() {}\n}',
  ]) {
    const at = has.split('\n').findIndex(line => line.includes('f()'));
    await assert.rejects(documented('typescript', has, at, 'Told.'), { code: 'DOC-HAS' });
  }
});

test('a changed token is seen, and a changed comment is none', async () => {
  const syntax = await syntaxFor('typescript');
  assert.ok(isSameCode(syntax, 'f(a);', '// x\nf( a );'));
  assert.ok(!isSameCode(syntax, 'f(a);', 'f(b);'));
  assert.ok(!isSameCode(syntax, 'f("a");', 'f("b");'));
  const python = await syntaxFor('python');
  assert.ok(isSameCode(python, 'def f():\n  return 1', 'def f():\n  """x"""\n  return 1'));
  assert.ok(!isSameCode(python, 'def f():\n  return 1', 'def f():\n  return 2'));
});

test('the lines of every style', () => {
  const written = (languageId: string, ...words: string[]): string => {
    const style = docStyleOf(languageId);
    assert.ok(style);
    return documentationOf(words, style, '  ').join('\n');
  };
  assert.equal(
    written('java', 'A.', '', '@param a b'),
    '  /**\n   * A.\n   *\n   * @param a b\n   */',
  );
  assert.equal(written('rust', 'A.', '', 'B.'), '  /// A.\n  ///\n  /// B.');
  assert.equal(written('python', 'A.', '', 'B \\d.'), '  r"""A.\n\n  B \\d.\n  """');
  assert.equal(written('python', 'Say "a"'), '  """Say "a" """');
  assert.deepEqual(wordsOf(['"""A.', '', '    B.', '      C.', '"""']), ['A.', '', 'B.', '  C.']);
});

test('every undocumented function of this project: only lines come in, and they are comments', async () => {
  const syntax = await syntaxFor('typescript');
  let count = 0;
  for (const file of globSync('src/**/*.ts')) {
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n');
    for (let at = 0; at < lines.length; at += 40) {
      const symbol = symbolAt(syntax, lines, at);
      if (symbol === undefined || symbol.definition.doc !== '') continue;
      let after: string;
      try {
        after = await documented(
          'typescript',
          text,
          at,
          '/**\n * Told.\n *\n * @param a b\n */\nevil();',
        );
      } catch {
        continue; // no line of its own
      }
      count++;
      const fresh = after.split('\n');
      assert.equal(fresh.length, lines.length + 5);
      const inserted = fresh.findIndex((line, k) => line !== lines[k]);
      assert.deepEqual(fresh.toSpliced(inserted, 5), lines, file);
      assert.ok(isSameCode(syntax, text, after), file);
    }
  }
  assert.ok(count > 80, String(count));
});
