import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { leaveOut, PARTS } from './bench/pipeline/parts.ts';
import { RULES } from './bench/pipeline/rules.ts';

const COMPLETION = path.join(import.meta.dirname, '..', 'src', 'core', 'completion');

test('every part that the ablation leaves out is there to be left out', () => {
  for (const part of [...PARTS, ...RULES]) {
    const source = readFileSync(path.join(COMPLETION, part.file), 'utf8');
    assert.notEqual(leaveOut(part, source), source, part.name);
  }
});

test('every rule of stop and tidy is one that the ablation leaves out, but the few that make a text fit to be judged', () => {
  const fit = ['stopAtLineEnd', 'unifyLineEnds', 'dropBlank'];
  for (const folder of ['stop', 'tidy']) {
    const source = readFileSync(path.join(COMPLETION, folder, 'index.ts'), 'utf8');
    const listed = /RULES: readonly \w+\[\] = \[\n([^\]]*)\]/.exec(source)?.[1] ?? '';
    const names = listed.split(',').flatMap(name => name.trim() || []);
    assert.ok(names.length > 5);
    for (const name of names) {
      assert.ok(fit.includes(name) || RULES.some(rule => rule.name === name), name);
    }
  }
});
