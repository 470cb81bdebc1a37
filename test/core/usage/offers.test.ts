// One suggestion or another, what of it was taken, and whether it is still there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Offer, Offers } from '../../../src/core/usage/offers.ts';
import { LOOKED_AFTER, Stays } from '../../../src/core/usage/stays.ts';
import { at } from '../../support/snapshots.ts';

const ENTRY = { day: '2026-11-25', languageId: 'typescript', model: 'm' };

/** How many suggestions these pictures are: `█` is the cursor, what follows is ghost text. */
function offersIn(...pictures: string[]): number {
  const offers = new Offers();
  return pictures.filter(picture => {
    const { uri, line, before, after } = at(picture);
    const start = before.slice(before.lastIndexOf('\n') + 1);
    return offers.show({ uri, line, start }, after, ENTRY) !== undefined;
  }).length;
}

test('typed along it is the same', () =>
  assert.equal(offersIn('fo█o(a);', 'foo█(a);', 'foo(█a);'), 1));
test('grown it is the same', () => assert.equal(offersIn('fo█o(', 'fo█o(bar);', 'foo(█bar);'), 1));
test('a typo taken back brings it back', () => assert.equal(offersIn('foo█(a);', 'fo█o(a);'), 1));
test('taken line by line it is the same', () =>
  assert.equal(offersIn('if (a) {█\n  b();\n}', 'if (a) {\n  b();█\n}'), 1));
test('another text is another', () => assert.equal(offersIn('fo█o(a);', 'fo█r (;;)'), 2));
test('the same text in another line is another', () => assert.equal(offersIn('x█y', '\nx█y'), 2));
test('what comes after all of it was typed is another', () =>
  assert.equal(offersIn('fo█o(', 'foo(█bar);'), 2));

function taking(...parts: string[]) {
  const offers = new Offers();
  offers.show({ uri: 'a', line: 0, start: '' }, parts.join(''), ENTRY);
  const sum = { accepted: 0, saved: 0, lines: 0 };
  for (const part of parts) {
    const { accepted, saved, lines } = offers.take(part) ?? assert.fail();
    sum.accepted += accepted;
    sum.saved += saved;
    sum.lines += lines;
  }
  assert.equal(offers.takeAll(), undefined, 'it is not counted twice');
  return sum;
}

test('taken in parts it is accepted once; each part costs a key', () => {
  assert.deepEqual(taking('foo(bar);'), { accepted: 1, saved: 8, lines: 1 });
  assert.deepEqual(taking('foo', '(bar);'), { accepted: 1, saved: 7, lines: 1 });
  assert.deepEqual(taking('{\n  a();\n}'), { accepted: 1, saved: 9, lines: 3 });
  assert.deepEqual(taking('{', '\n  a();', '\n}'), { accepted: 1, saved: 7, lines: 3 });
});

test('one letter that nobody saw being put in: the editor says that it was taken', () => {
  const offers = new Offers();
  offers.show({ uri: 'a', line: 0, start: 'foo(' }, ')', ENTRY);
  assert.equal(offers.takeAll()?.accepted, 1);
  assert.equal(offers.takeAll(), undefined);
});

/** A document that is written into, and what was taken at its beginning: `[taken]`. */
class Written {
  text: string;
  readonly stays = new Stays();
  private readonly offer: Offer = {
    uri: 'a',
    line: 0,
    start: '',
    text: '',
    entry: ENTRY,
    taken: true,
  };

  constructor(picture: string) {
    const [before = '', taken = '', after = ''] = picture.split(/[[\]]/);
    this.text = before + taken + after;
    this.stays.add('a', before.length, taken, this.offer, 0);
  }

  replace(old: string, by: string): this {
    const offset = this.text.indexOf(old);
    assert.ok(offset >= 0, old);
    this.text = this.text.slice(0, offset) + by + this.text.slice(offset + old.length);
    this.stays.changed('a', { offset, removed: old.length, inserted: by.length });
    return this;
  }

  get verdicts(): boolean[] {
    const textAt = (_: string, start: number, end: number): string => this.text.slice(start, end);
    return this.stays.due(LOOKED_AFTER, textAt).map(({ stayed }) => stayed);
  }
}

test('it is followed through what is written before and after it', () => {
  const written = new Written('a();\n[b(x);]\nc();');
  written.replace('a();', 'first();\nsecond();').replace('\nc();', '');
  assert.deepEqual(written.verdicts, [true]);
});

test('white space aside', () => {
  assert.deepEqual(new Written('[b( x );]').replace('( x )', '(x)').verdicts, [true]);
});

test('changed inside, or taken away, it is not there', () => {
  assert.deepEqual(new Written('[b(x);]').replace('x', 'y').verdicts, [false]);
  assert.deepEqual(new Written('a [b(x);] c').replace('b(x);', '').verdicts, [false]);
});

test('what was typed right behind it is not of it', () => {
  assert.deepEqual(new Written('[b(x)];').replace(';', '.c();').verdicts, [true]);
});

test('nothing is said before five minutes are over, nor of a document that is closed', () => {
  const stays = new Written('[b(x);]').stays;
  assert.deepEqual(
    stays.due(LOOKED_AFTER - 1, () => 'b(x);'),
    [],
  );
  stays.closed('a');
  assert.deepEqual(
    stays.due(LOOKED_AFTER, () => 'b(x);'),
    [],
  );
});

test('taken word by word it is one text', () => {
  const stays = new Stays();
  const offer: Offer = { uri: 'a', line: 0, start: '', text: '', entry: ENTRY, taken: true };
  stays.add('a', 0, 'foo', offer, 0);
  stays.add('a', 3, '(bar)', offer, 10);
  const verdicts = stays.due(LOOKED_AFTER, (_, start, end) => 'foo(bar)'.slice(start, end));
  assert.deepEqual(
    verdicts.map(({ stayed }) => stayed),
    [true],
  );
});
