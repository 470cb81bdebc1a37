import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContextSource } from '../../../../src/core/completion/context/index.ts';
import { diagnosticsSource } from '../../../../src/core/completion/context/sources/diagnostics.ts';
import { instructionsSource } from '../../../../src/core/completion/context/sources/instructions.ts';
import { manifestSource } from '../../../../src/core/completion/context/sources/manifest.ts';
import { notebookSource } from '../../../../src/core/completion/context/sources/notebook.ts';
import {
  type RecentEdit,
  recentEditsSource,
} from '../../../../src/core/completion/context/sources/recentEdits.ts';
import { at } from '../../../support/snapshots.ts';

/** The snippets that a source offers at a place, as `path: its lines`. */
async function offered(source: ContextSource, picture: string): Promise<string[]> {
  const snapshot = at(picture);
  const place = { ...snapshot, window: snapshot };
  const snippets = await source.offer(place, new AbortController().signal);
  return snippets.map(({ path, text }) => `${path}: ${text.replaceAll('\n', ' / ')}`);
}

const edit = (more: Partial<RecentEdit>): RecentEdit => ({
  path: 'b.ts',
  line: 3,
  removed: ['load(path)'],
  added: ['load(path, signal)'],
  above: '',
  age: 5000,
  ...more,
});

test('edits of other places are told as a diff, with the line above', async () => {
  const source = recentEditsSource(() => [edit({ above: '// reads it' })]);
  assert.deepEqual(await offered(source, '█'), [
    'b.ts:  // reads it / -load(path) / +load(path, signal)',
  ]);
});

test('edits near the cursor, long ago, or of spaces only are not told', async () => {
  const edits = [
    edit({ path: 'a.ts' }),
    edit({ age: 3_600_000 }),
    edit({ added: ['  load(path)'] }),
  ];
  assert.deepEqual(
    await offered(
      recentEditsSource(() => edits),
      '█',
    ),
    [],
  );
  assert.equal(
    (
      await offered(
        recentEditsSource(() => [edit({ path: 'a.ts', line: 90 })]),
        '█',
      )
    ).length,
    1,
  );
});

test('problems of the lines near by are told, errors first, but not those of the line that is typed', async () => {
  const source = diagnosticsSource(() => [
    { line: 0, message: 'unused', error: false },
    { line: 1, message: 'half typed', error: true },
    { line: 2, message: 'no such\n  name', error: true },
    { line: 40, message: 'far', error: true },
  ]);
  assert.deepEqual(await offered(source, 'a\n█\nb'), [
    'a.ts: error, line 3: no such name / warning, line 1: unused',
  ]);
  assert.deepEqual(
    await offered(
      diagnosticsSource(() => []),
      '█',
    ),
    [],
  );
});

test('versions of what the file imports, out of the manifest', async () => {
  const manifest = (text: string): ContextSource =>
    manifestSource(async () => ({ path: 'package.json', text }));
  const json =
    '{\n  "dependencies": {\n    "express": "^5.1.0",\n    "express-session": "1.18.0",\n    "@types/node": "24.0.0"\n  }\n}';
  assert.deepEqual(await offered(manifest(json), "import express from 'express';\n█"), [
    'package.json: "express": "^5.1.0"',
  ]);
  assert.deepEqual(await offered(manifest(json), "const a = require('./express');\n█"), []);
  const exports = '{\n  "@zod/source": "./src/v4/index.ts",\n  "zod": "4.1.12"\n}';
  assert.deepEqual(await offered(manifest(exports), "import * as z from 'zod/v4';\n█"), [
    'package.json: "zod": "4.1.12"',
  ]);
  const cargo = '[dependencies]\nserde = { version = "1.0" }\nserde_json = "1.0"';
  assert.deepEqual(await offered(manifest(cargo), 'use serde::Deserialize;\n█'), [
    'package.json: serde = { version = "1.0" }',
  ]);
  const go = 'module a\n\nrequire github.com/gin-gonic/gin v1.11.0';
  assert.deepEqual(await offered(manifest(go), 'import (\n\t"github.com/gin-gonic/gin"\n)\n█'), [
    'package.json: require github.com/gin-gonic/gin v1.11.0',
  ]);
  const many = `${go}\nrequire github.com/other/one v1.0.0`;
  const binding = 'import (\n\t"github.com/gin-gonic/gin/binding"\n)\n█';
  assert.deepEqual(await offered(manifest(many), binding), [
    'package.json: require github.com/gin-gonic/gin v1.11.0',
  ]);
});

test('the project’s instructions go along, cut at a line end where they are long', async () => {
  const source = (text: string): ContextSource =>
    instructionsSource(async () => ({ path: '.inkling.md', text }));
  assert.deepEqual(await offered(source('Use tabs.\n'), '█'), ['.inkling.md: Use tabs.']);
  const [long = ''] = await offered(
    source('Use tabs. Name tests as sentences.\n'.repeat(100)),
    '█',
  );
  assert.ok(long.length < 1300 && long.endsWith('sentences.'));
  assert.deepEqual(
    await offered(
      instructionsSource(async () => undefined),
      '█',
    ),
    [],
  );
});

test('a notebook’s cells: those above, the nearest of most worth, and the one below', async () => {
  const cells = ['1', '2', '3', '4', '5', 'file:///a.ts', '7', '8'].map(uri => ({
    uri,
    text: uri,
  }));
  const source = notebookSource(() => ({ path: 'n.ipynb', cells }));
  assert.deepEqual(
    await offered(source, '█'),
    ['2', '3', '4', '5', '7'].map(text => `n.ipynb: ${text}`),
  );
});
