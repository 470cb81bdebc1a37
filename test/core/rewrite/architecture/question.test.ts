// What goes to a model for feedback on an architecture: facts, folders and manifests, no code, no secret, and no more than there is room for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packageNameIn } from '../../../../src/core/rewrite/architecture/packages.ts';
import {
  type ArchitectureRequest,
  architectureQuestion,
} from '../../../../src/core/rewrite/architecture/question.ts';

const request = (more: Partial<ArchitectureRequest> = {}): ArchitectureRequest => {
  const manifests = [{ path: 'package.json', text: '{ "name": "shop" }' }];
  return { report: '2 files', folders: ['src 2'], manifests, wish: '', former: [], ...more };
};
const textOf = (one: ArchitectureRequest, window = 32_768): string =>
  architectureQuestion(one, { model: 'm', window })
    .question.messages.map(({ text }) => text)
    .join('\n');

test('folders, manifests, facts, then the question; without one, a general one', () => {
  const text = textOf(request());
  assert.match(
    text,
    /src 2\n\nThe manifest package\.json:\n```\n\{ "name": "shop" \}\n```\n\nCounted from its imports:\n2 files\n\nWhich patterns/,
  );
  assert.match(
    textOf(request({ wish: 'Would events help?' })),
    /Would events help\?\nAnswer in under 400 words\.$/,
  );
});

test('a secret in a manifest stays', () => {
  const text = `apiKey = "sk-${'a1b2'.repeat(8)}"`;
  assert.doesNotMatch(
    textOf(request({ manifests: [{ path: 'a.toml', text }], wish: text })),
    /a1b2/,
  );
});

test('what has no room is left out, and that is said; what must go along and has none is refused with numbers', () => {
  const folders = Array.from({ length: 2000 }, (_, k) => `src/folder${k} 1`);
  assert.match(textOf(request({ folders }), 4000), /\[\d+ more folders are left out\]/);
  const long = [{ path: 'package.json', text: 'x'.repeat(5000) }];
  assert.match(textOf(request({ manifests: long })), /x\n\[the rest is left out\]/);
  assert.throws(() => textOf(request({ report: 'x'.repeat(9000) }), 3000), { message: 'REQ-ROOM' });
});

test('a package’s name is what others import it by', () => {
  assert.equal(packageNameIn('packages/core/package.json', '{"name":"@shop/core"}'), '@shop/core');
  assert.equal(
    packageNameIn('go.mod', '// x\nmodule example.com/shop\n\ngo 1.22'),
    'example.com/shop',
  );
  assert.equal(packageNameIn('package.json', '{'), undefined);
  assert.equal(packageNameIn('Cargo.toml', '[package]\nname = "a"'), undefined);
});

test('DOC-BIG: more than four million characters are not sent, whatever room a model has', () => {
  assert.throws(() => textOf(request({ report: 'x'.repeat(4_000_001) }), 10_000_000), {
    code: 'DOC-BIG',
  });
});
