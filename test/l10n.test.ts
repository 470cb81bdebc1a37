// Every text that a user may read is there in every language that we promise.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LANGUAGES, missing, stringsOfCode } from '../src/packaging/l10n.ts';

const ROOT = path.join(import.meta.dirname, '..');

test('no string of the code or of the manifest lacks a translation, is left over, or fills in otherwise', async () => {
  assert.deepEqual(await missing(), []);
});

test('strings are found by the syntax, and in the tables of the core', async () => {
  const found = await stringsOfCode();
  for (const known of [
    'Snooze…', // an argument
    'Workspace engine', // inside of a template
    'Nothing was sent. No document is open. Open one first.', // a table of faults
    'Text is selected.', // a rule of the core
    'The workspace could not be learned. Rebuild the index to try again.', // the worker
    'Pass the values as parameters of the query.', // a rule of the review
  ]) {
    assert.ok(known in found, known);
  }
  assert.ok(Object.keys(found).length > 250);
});

test('German, Spanish, French, Japanese and Simplified Chinese are there', () => {
  for (const language of LANGUAGES) {
    assert.ok(existsSync(path.join(ROOT, 'l10n', `bundle.l10n.${language}.json`)), language);
    assert.ok(existsSync(path.join(ROOT, `package.nls.${language}.json`)), language);
  }
});
