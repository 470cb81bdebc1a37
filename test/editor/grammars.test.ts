import assert from 'node:assert/strict';
import { test } from 'node:test';
import type * as vscode from 'vscode';
import { grammarsIn } from '../../src/editor/grammars.ts';
import { loadWasm } from '../support/grammars.ts';

test('grammars are read from the folder of the extension that the build fills', async () => {
  const read: string[] = [];
  const readFile = (uri: vscode.Uri): Promise<Uint8Array> => {
    read.push(uri.path);
    return loadWasm(uri.path.split('/').pop() ?? '');
  };
  // a test has no editor: all of an address that `grammarsIn` uses
  const extension = { path: '/x', with: (change: object) => change } as unknown as vscode.Uri;
  const grammars = grammarsIn(extension, { readFile }, error => assert.fail(String(error)));
  assert.ok(await grammars.syntaxOf('python'));
  assert.deepEqual(read, ['/x/dist/tree-sitter.wasm', '/x/dist/tree-sitter-python.wasm']);
});
