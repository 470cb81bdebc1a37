// Profiles: bundles of settings that there are, with values that they may have.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULTS_BY_KEY } from '../../src/editor/defaults.ts';
import { changesOf, PROFILES } from '../../src/editor/profiles.ts';

interface Setting {
  readonly type: string | readonly string[];
  readonly scope: string;
  readonly default: unknown;
  readonly enum?: readonly unknown[];
}

const MANIFEST = path.join(import.meta.dirname, '..', '..', 'package.json');
const { contributes } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
const settings: readonly [string, Setting][] = Object.entries(contributes.configuration.properties);

for (const [key, setting] of settings) {
  test(`${key}: its default is of its type, and one of its choices`, () => {
    const { default: value } = setting;
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const types = [setting.type].flat();
    assert.ok(types.includes(kind) || (kind === 'number' && types.includes('integer')), kind);
    if (setting.enum !== undefined) assert.ok(setting.enum.includes(value));
  });
}

for (const { name, values } of PROFILES) {
  test(`profile ${name}: it sets settings that there are, to values that they may have`, () => {
    for (const [key, value] of Object.entries(values)) {
      const setting = settings.find(([other]) => other === key)?.[1];
      assert.ok(setting !== undefined, key);
      assert.notEqual(setting.scope, 'application', `${key} is the user’s alone to decide`);
      if (setting.enum !== undefined) assert.ok(setting.enum.includes(value), String(value));
      else assert.ok([setting.type].flat().includes(value === null ? 'null' : 'integer'), key);
    }
  });
}

test('the balanced profile is how Inkling comes, and all profiles are about the same settings', () => {
  const [quiet, balanced, eager] = PROFILES;
  assert.ok(quiet && balanced && eager);
  assert.deepEqual(
    changesOf(balanced, key => DEFAULTS_BY_KEY[key]),
    [],
  );
  const keys = PROFILES.map(({ values }) => Object.keys(values));
  assert.deepEqual(keys[0], keys[1]);
  assert.deepEqual(keys[1], keys[2]);
});

test('what a profile changes is told, and what is so already is not', () => {
  const [quiet] = PROFILES;
  assert.ok(quiet);
  const changes = changesOf(quiet, key => DEFAULTS_BY_KEY[key]);
  assert.deepEqual(changes[0], {
    setting: 'inkling.confidence',
    from: 'calm',
    to: 'cautious',
  });
  assert.deepEqual(
    changesOf(quiet, key => quiet.values[key]),
    [],
  );
});
