// docs/team-server.md: what it tells people to run is what the router really takes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ensureRouter } from './router.ts';

const DOCUMENT = path.join(import.meta.dirname, '..', '..', 'docs', 'team-server.md');

test('every flag of the router that it names is one', () => {
  const text = readFileSync(DOCUMENT, 'utf8');
  const commands = [
    ...(/vllm-router --host[\s\S]*?depends_on/.exec(text) ?? []),
    ...(/- vllm-router\n[\s\S]*?ports:/.exec(text) ?? []),
  ];
  assert.equal(commands.length, 2);
  const help = execFileSync(ensureRouter(), ['--help'], { encoding: 'utf8' });
  const flags = commands.flatMap(command => command.match(/--[a-z][\w-]+/g) ?? []);
  assert.ok(flags.length > 12);
  for (const flag of flags) assert.match(help, new RegExp(`\\[${flag}[ \\]]`), flag);
  assert.match(help, /cache_aware/);
});
