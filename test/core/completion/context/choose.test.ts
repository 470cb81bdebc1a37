import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Chosen, choose } from '../../../../src/core/completion/context/choose.ts';
import type { Offer } from '../../../../src/core/completion/context/snippet.ts';
import { Gate } from '../../../../src/core/gate/gate.ts';
import { at } from '../../../support/snapshots.ts';

const gate = new Gate(path => (path.startsWith('secret/') ? 'excluded' : 'free'));
/** Each word is a token here; the path and its frame are five more. */
const count = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function offer(path: string, worth: number, text = `text of ${path}`, focus?: string): Offer {
  return {
    source: 'test',
    path,
    text,
    why: 'a test',
    worth,
    ...(focus === undefined ? {} : { focus }),
  };
}

function chosenFrom(
  offers: readonly Offer[],
  last: readonly Chosen[] = [],
  tokens = 1000,
  settled = false,
): ReturnType<typeof choose> {
  const rules = { tokens, count, gate, settled };
  return choose(offers, last, at('const a = █b;', { path: 'here.ts' }), rules);
}

/** The chosen paths in the order of the prompt. */
function order(result: ReturnType<typeof choose>): string {
  return result.chosen.map(one => one.offer.path).join(' ');
}

function reasons(result: ReturnType<typeof choose>): string[] {
  return result.notes.flatMap(note => (note.dropped ? [`${note.path}: ${note.dropped}`] : []));
}

test('what is worth most stands nearest to the code', () =>
  assert.equal(order(chosenFrom([offer('a', 0.2), offer('b', 0.9), offer('c', 0.5)])), 'a c b'));

test('what was chosen keeps its place, and what is new comes after it', () => {
  const { chosen } = chosenFrom([offer('a', 0.9), offer('b', 0.5)]);
  const result = chosenFrom([offer('c', 1), offer('b', 0.9), offer('a', 0.1)], chosen);
  assert.equal(order(result), 'b a c');
});

test('what was chosen stays until another is clearly better', () => {
  const room = 8; // for one
  const { chosen } = chosenFrom([offer('a', 0.5)], [], room);
  assert.equal(order(chosenFrom([offer('a', 0.5), offer('b', 0.6)], chosen, room)), 'a');
  const result = chosenFrom([offer('a', 0.5), offer('b', 0.8)], chosen, room);
  assert.equal(order(result), 'b');
  assert.deepEqual(reasons(result), ['a: no room']);
});

test('a snippet that holds the lines that matter stays as it was', () => {
  const { chosen } = chosenFrom([offer('a', 0.5, 'open\nread\nclose', 'open')]);
  const result = chosenFrom([offer('a', 0.5, 'read\nclose\nreturn', 'close')], chosen);
  assert.deepEqual(
    result.chosen.map(one => one.text),
    ['open\nread\nclose'],
  );
});

test('what nobody offers any more stays until its room is needed', () => {
  const room = 8; // for one
  let { chosen } = chosenFrom([offer('a', 0.1)], [], room);
  for (let k = 0; k < 20; k++) {
    ({ chosen } = chosenFrom([offer('c', 0.01)], chosen, room, true));
  }
  assert.equal(order({ chosen, notes: [] }), 'a');
  assert.equal(order(chosenFrom([offer('b', 0.02)], chosen, room)), 'b');
});

test('little is enough where the server reads all anyway; else what comes in must be worth its cache', () => {
  const { chosen } = chosenFrom([offer('a', 0.001)]);
  const offers = [offer('a', 0.001), offer('b', 0.01)];
  assert.equal(order(chosenFrom(offers, chosen, 1000, true)), 'a');
  assert.equal(order(chosenFrom(offers, chosen, 1000, false)), 'a b');
  assert.equal(order(chosenFrom([...offers, offer('c', 0.5)], chosen, 1000, true)), 'a c');
});

test('while the server has the prompt, only what is much better takes a place', () => {
  const room = 8; // for one
  const { chosen } = chosenFrom([offer('a', 0.1)], [], room);
  assert.equal(order(chosenFrom([offer('a', 0.1), offer('b', 0.5)], chosen, room, true)), 'a');
  assert.equal(order(chosenFrom([offer('a', 0.1), offer('b', 0.7)], chosen, room, true)), 'b');
});

test('all that is dropped is dropped for a reason', () => {
  const result = chosenFrom([
    offer('a', 0.9, 'one two three'),
    offer('b', 0.8, ' two'),
    offer('here.ts', 0.7, 'const a ='),
    offer('secret/c', 0.6),
    offer('d', 0.5, ' \n'),
    offer('e', 0.00001),
  ]);
  assert.equal(order(result), 'a');
  assert.deepEqual(reasons(result), [
    'b: told by another',
    'here.ts: in the prompt already',
    'secret/c: This file is excluded: its text is never sent to a model.',
    'd: empty',
    'e: hardly of use',
  ]);
});
