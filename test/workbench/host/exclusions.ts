import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { Exclusions } from '../../../src/editor/models/exclusions.ts';

/** T08: a link to what is excluded is excluded too, whatever it is called and however many links there are on the way. */
export async function excludesLinks(): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(root !== undefined);
  const at = (name: string): string => path.join(root, name);
  const outside = mkdtempSync(path.join(os.tmpdir(), 'inkling-outside-'));
  writeFileSync(path.join(outside, '.env'), 'a');
  writeFileSync(path.join(outside, 'plain.ts'), 'a');
  mkdirSync(at('hidden'));
  writeFileSync(at('hidden/keys.ts'), 'a');
  writeFileSync(at('.inklingignore'), 'hidden/\n');
  symlinkSync(at('hidden/keys.ts'), at('open.ts'));
  symlinkSync(at('open.ts'), at('again.ts'));
  symlinkSync(at('hidden'), at('door'));
  symlinkSync(path.join(outside, '.env'), at('config.ts'));
  symlinkSync(path.join(outside, 'plain.ts'), at('far.ts'));
  symlinkSync(at('src/money.ts'), at('near.ts'));
  symlinkSync(at('loop.ts'), at('loop.ts'));
  symlinkSync(at('hidden/keys.ts'), path.join(outside, 'back.ts'));
  const exclusions = new Exclusions();
  try {
    assert.equal(exclusions.verdict('src/money.ts'), 'unknown', 'before it is read');
    const back = path.join(outside, 'back.ts');
    // the news of the ignore file, whenever they come, make it read anew; until then it knows nothing
    const end = Date.now() + 10_000;
    let told: Record<string, string> = {};
    while (Date.now() < end && !isDeepStrictEqual(told, EXPECTED)) {
      told = {};
      for (const name of Object.keys(EXPECTED)) {
        const asked = name === 'back' ? back : name;
        await exclusions.ready(asked);
        told[name] = exclusions.verdict(asked);
      }
    }
    assert.deepEqual(told, EXPECTED);
  } finally {
    exclusions.dispose();
    rmSync(outside, { recursive: true });
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  'src/money.ts': 'free',
  'never/saved.ts': 'free',
  'hidden/keys.ts': 'excluded',
  'HIDDEN/keys.ts': 'excluded',
  'open.ts': 'excluded',
  'again.ts': 'excluded',
  'door/keys.ts': 'excluded',
  'config.ts': 'excluded',
  'far.ts': 'free',
  'near.ts': 'free',
  'loop.ts': 'unknown',
  back: 'excluded',
};
