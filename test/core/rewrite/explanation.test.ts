// A model's Markdown as it is rendered: nothing loads, nothing runs, and lines can be gone to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { safeMarkdown } from '../../../src/core/rewrite/answer/safeMarkdown.ts';
import {
  explanationOf,
  filesOfWorkspace,
  linesOfSubject,
} from '../../../src/core/rewrite/explanation.ts';

const link = (line: number): string | undefined => (line < 100 ? `/a.ts#L${line}` : undefined);
const safe = (text: string): string => safeMarkdown(text, link);

test('lines are links, wherever they are spoken of, but not in code', () => {
  assert.equal(safe('See line 12.'), 'See [line 12](/a.ts#L12).');
  assert.equal(safe('Lines 12-15 and L7'), '[Lines 12-15](/a.ts#L12) and [L7](/a.ts#L7)');
  assert.equal(safe('lines 3 to 4'), '[lines 3 to 4](/a.ts#L3)');
  assert.equal(safe('`line 12` and line 500'), '`line 12` and line 500');
  assert.equal(safe('```\nline 12\n```'), '```\nline 12\n```');
});

test('T14 images, HTML and links of the model’s are text', () => {
  assert.equal(safe('![x](https://a.example/?q)'), 'x (https://a.example/?q)');
  assert.equal(safe('[here](command:evil)'), 'here (command:evil)');
  assert.equal(safe('<img src=x> <script>'), '&lt;img src=x> &lt;script>');
  assert.equal(safe('![x][y]\n[y]: https://a.example'), '\\[x]\\[y]\n\\[y]: https://a.example');
  assert.equal(safe('`<b>` stays'), '`<b>` stays');
});

test('backslashes before a backtick make no code of ours into none of the renderer’s', () =>
  assert.equal(safe('\\\\`<img src=x>`'), '`<img src=x>`'));

test('files of the project are links, in prose and as code that is nothing else', () => {
  const files = filesOfWorkspace(path =>
    ['src/a.ts', 'app/(shop)/b.ts', 'README.md'].includes(path),
  );
  const linked = (text: string): string => safeMarkdown(text, undefined, files);
  assert.equal(linked('See src/a.ts.'), 'See [src/a.ts](/src/a.ts).');
  assert.equal(linked('(src/a.ts:12)'), '([src/a.ts:12](/src/a.ts#L12))');
  assert.equal(
    linked('`src/a.ts:3` and `README.md`'),
    '[`src/a.ts:3`](/src/a.ts#L3) and [`README.md`](/README.md)',
  );
  assert.equal(linked('`app/(shop)/b.ts`'), '[`app/(shop)/b.ts`](/app/%28shop%29/b.ts)');
  assert.equal(
    linked('src/a.tsx, lib/src/a.ts, src/b.ts, `x src/a.ts`'),
    'src/a.tsx, lib/src/a.ts, src/b.ts, `x src/a.ts`',
  );
  assert.equal(linked('[x](https://a.example/src/a.ts)'), 'x (https://a.example/src/a.ts)');
});

test('a fence that was never closed is closed', () =>
  assert.equal(safe('```js\nf('), '```js\nf(\n```'));

test('T14 whatever the model says, rendered as VS Code does there is no image, no tag and no link but ours', () => {
  const renderer = new MarkdownIt({ html: true });
  const piece = fc.constantFrom(
    ...[
      '![',
      '[',
      '](',
      ')',
      ']',
      '(https://a.example)',
      '![x](https://a.example)',
      '[y]: https://a.example',
    ],
    ...[
      '<img src=x>',
      '<https://a.example>',
      '<b',
      '>',
      '`',
      '``',
      '```',
      '~~~',
      '    ',
      '  ',
      '- ',
      '> ',
      '1. ',
    ],
    ...['\n', '\n\n', '\\', '!', 'a', '&', '"', 'line 3', '# ', '|', '\t', '*', '\r'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      const html = renderer.render(
        safeMarkdown(
          pieces.join(''),
          () => '/own.ts#L3',
          path => (path === 'a' ? '/own.ts#L3' : undefined),
        ),
      );
      assert.doesNotMatch(html, /<img|<b[ >]/, html);
      for (const [, target] of html.matchAll(/<a href="([^"]*)"/g))
        assert.equal(target, '/own.ts#L3');
    }),
    { numRuns: 20_000 },
  );
});

test('a conversation: what was asked is quoted, thoughts are folded away', () => {
  const subject = {
    path: 'src/a b.ts',
    languageId: 'typescript',
    lines: ['x'],
    start: 0,
    count: 1,
  };
  const turns = [
    { wish: '', answer: 'See line 1.', reasoning: 'Hm <b>', note: '' },
    { wish: 'Why?', answer: '', reasoning: '', note: 'm is writing…' },
  ];
  const words = { thoughts: 'Thoughts' };
  assert.equal(
    explanationOf('Explain a', turns, { line: linesOfSubject(subject) }, words),
    '# Explain a\n\n<details><summary>Thoughts</summary>\n\nHm &lt;b>\n\n</details>\n\nSee [line 1](/src/a%20b.ts#L1).\n\n> Why?\n\n*m is writing…*\n',
  );
  assert.match(explanationOf('E', turns, {}, words), /See line 1\./);
});
