import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPosition, splitAt } from '../../src/cli/position.ts';

test('reads a place as compilers write it', () => {
  assert.deepEqual(readPosition('src/money.ts:12:5'), {
    file: 'src/money.ts',
    line: 12,
    column: 5,
  });
  assert.deepEqual(readPosition('C:\\a.ts:1:1'), { file: 'C:\\a.ts', line: 1, column: 1 });
  for (const wrong of ['', 'a.ts', 'a.ts:1', 'a.ts:0:1', 'a.ts:1:0', ':1:1', 'a.ts:x:1']) {
    assert.equal(readPosition(wrong), undefined, wrong);
  }
});

/** `█` is where the text must be cut. */
function check(line: number, column: number, picture: string, text = picture.replace('█', '')) {
  const split = splitAt(text, { file: '', line, column });
  assert.equal(split && `${split.before}█${split.after}`, picture);
}

test('cuts the text at the cursor', () => {
  check(1, 5, 'let █a = 1;\nb();');
  check(2, 3, 'let a = 1;\nb(█);');
  check(1, 1, '█');
  check(2, 1, 'a\n█');
});

test('a column behind the end is the end of the line', () => {
  check(1, 99, 'a█\nb');
});

test('line ends of any kind become one', () => {
  check(2, 2, 'a\nb█\nc\n', 'a\r\nb\r\nc\r\n');
  check(3, 1, 'a\nb\n█c', 'a\rb\rc');
});

test('a line that is not there', () => {
  assert.equal(splitAt('a\nb', { file: '', line: 3, column: 1 }), undefined);
});
