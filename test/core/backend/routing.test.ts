import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isRoleName,
  type Models,
  ROLES,
  routeOf,
  standInFor,
  standInsFor,
  type Task,
} from '../../../src/core/backend/tables/routing.ts';

const TASKS = Object.keys(ROLES) as Task[];

/** For each task, the model that does it. */
function routes(
  models: Models<string>,
  language = 'go',
  can?: (choice: string) => boolean,
): Record<string, string | undefined> {
  return Object.fromEntries(TASKS.map(task => [task, routeOf(task, language, models, can)]));
}

test('with one model for each role, each does its own', () => {
  const models = { completion: 'fim', fast: 'small', strong: 'large' };
  const expected = { completion: 'fim', fast: 'small', strong: 'large' };
  for (const [task, model] of Object.entries(routes(models))) {
    assert.equal(model, expected[ROLES[task as Task]], task);
  }
});

test('with one model only, it does all that it can; ghost text is given to none that was chosen for commands', () => {
  assert.ok(Object.values(routes({ completion: 'one' })).every(model => model === 'one'));
  const commands = routes({ strong: 'large' });
  assert.equal(commands.completion, undefined);
  assert.equal(commands.explain, 'large');
  const silent = routes({ completion: 'fim' }, 'go', () => false);
  assert.ok(Object.values(silent).every(model => model === undefined));
});

test('a language may have a model of its own', () => {
  const models = {
    completion: 'fim',
    strong: 'large',
    'strong:rust': 'crab',
    'completion:rust': 'fim-rust',
  } as const;
  assert.equal(routes(models, 'rust').refactor, 'crab');
  assert.equal(routes(models, 'rust').completion, 'fim-rust');
  assert.equal(routes(models, 'rust').explain, 'crab');
  assert.equal(routes(models, 'go').refactor, 'large');
});

test('it can be told whose model does a role’s work', () => {
  const models = { completion: 'fim', strong: 'large', 'strong:rust': 'crab' };
  const names = (['completion', 'fast', 'strong'] as const).map(role => [
    standInFor(role, undefined, models),
    standInFor(role, 'rust', models),
  ]);
  assert.deepEqual(names, [
    ['completion', 'completion'],
    ['strong', 'strong:rust'],
    ['strong', 'strong:rust'],
  ]);
  assert.equal(standInFor('fast', undefined, {}), undefined);
});

test('where a model is away, the others that were chosen for commands stand in, in their order', () => {
  const models = {
    completion: 'fim',
    fast: 'small',
    'fast:rust': 'quick',
    strong: 'large',
    'strong:rust': 'crab',
  };
  assert.deepEqual(standInsFor('explain', 'go', models), ['large']);
  assert.deepEqual(standInsFor('explain', 'rust', models), ['small', 'crab', 'large']);
  assert.deepEqual(standInsFor('refactor', 'rust', models), ['large', 'quick', 'small']);
  const few = standInsFor('refactor', 'rust', models, choice => choice !== 'large');
  assert.deepEqual(few, ['quick', 'small']);
  assert.deepEqual(standInsFor('explain', 'go', { completion: 'one', 'completion:go': 'two' }), []);
  assert.deepEqual(standInsFor('explain', 'go', { completion: 'fim', fast: 'small' }), []);
  assert.deepEqual(standInsFor('completion', 'go', models), []);
});

test('names of roles are told from what else may stand in a setting', () => {
  for (const name of ['fast', 'strong', 'completion', 'fast:go', 'strong:objective-c']) {
    assert.ok(isRoleName(name), name);
  }
  for (const name of ['', 'slow', 'fast:', 'fast:a b', 'xfast', 'fast:go:x', '__proto__']) {
    assert.ok(!isRoleName(name), name);
  }
});
