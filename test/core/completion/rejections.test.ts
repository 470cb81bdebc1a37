import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rejections } from '../../../src/core/completion/rejections.ts';

const MINUTE = 60_000;
const LINE = { uri: 'file:///a.ts', above: 'function f() {', text: '  return 1;' };

function scene(): { clock: { now: number }; rejections: Rejections; seen(): string[] } {
  const clock = { now: 0 };
  const rejections = new Rejections(() => clock.now);
  return { clock, rejections, seen: () => rejections.at(LINE.uri, LINE.above) };
}

test('what was hidden is known at its place, and nowhere else', () => {
  const { rejections, seen } = scene();
  rejections.add(LINE, 'typescript');
  assert.deepEqual(seen(), [LINE.text]);
  assert.deepEqual(rejections.at('file:///b.ts', LINE.above), []);
  assert.deepEqual(rejections.at(LINE.uri, 'function g() {'), []);
});

for (const [languageId, minutes] of [
  ['typescript', 10],
  ['python', 10],
  ['markdown', 2],
  ['plaintext', 2],
] as const) {
  test(`${languageId}: it fades after ${minutes} minutes, and later each time`, () => {
    const { clock, rejections, seen } = scene();
    rejections.add(LINE, languageId);
    clock.now = minutes * MINUTE - 1;
    assert.deepEqual(seen(), [LINE.text]);
    clock.now = minutes * MINUTE;
    assert.deepEqual(seen(), []);
    rejections.add(LINE, languageId);
    clock.now += 3 * minutes * MINUTE - 1;
    assert.deepEqual(seen(), [LINE.text]);
    clock.now += 1;
    assert.deepEqual(seen(), []);
  });
}

test('the oldest is forgotten first', () => {
  const { rejections, seen } = scene();
  for (let k = 0; k < 51; k++) rejections.add({ ...LINE, text: String(k) }, 'typescript');
  assert.equal(seen().length, 50);
  assert.ok(!seen().includes('0'));
});
