import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenAsked } from '../../src/editor/whenAsked.ts';

class Speaker {
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  greet(whom: string): string {
    return `${this.name} greets ${whom}`;
  }

  async fail(): Promise<void> {
    throw new Error('no voice');
  }
}

test('a part is made at the first question, once, and answers as itself', async () => {
  let made = 0;
  const speaker = whenAsked(async () => {
    made++;
    return new Speaker('Ada');
  });
  assert.equal(made, 0);
  const answers = await Promise.all([speaker.greet('Bob'), speaker.greet('Eve')]);
  assert.deepEqual(answers, ['Ada greets Bob', 'Ada greets Eve']);
  assert.equal(made, 1);
});

test('what it throws comes through', async () => {
  const speaker = whenAsked(async () => new Speaker('Ada'));
  await assert.rejects(speaker.fail(), /no voice/);
});

test('what could not be loaded is loaded at the next question', async () => {
  let tries = 0;
  const speaker = whenAsked(async () => {
    tries++;
    if (tries === 1) throw new Error('not loaded');
    return new Speaker('Ada');
  });
  await assert.rejects(speaker.greet('Bob'), /not loaded/);
  assert.equal(await speaker.greet('Bob'), 'Ada greets Bob');
});
