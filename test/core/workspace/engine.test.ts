import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WorkspaceEngine } from '../../../src/core/workspace/engine.ts';
import { at } from '../../support/snapshots.ts';

const HANDLER = `export function readUser(id: string): User {
  const user = users.get(id);
  if (user === undefined) throw new NotFound('user', id);
  return user;
}
`;

function engineKnowing(...texts: string[]): WorkspaceEngine {
  const engine = new WorkspaceEngine();
  texts.forEach((text, k) => {
    engine.learn(`src/${k}.ts`, text);
  });
  return engine;
}

/** The most confident line the engine can make of it, however unsure. */
function grown(engine: WorkspaceEngine, picture: string, path = 'open.ts'): string {
  const { before, after, languageId } = at(picture);
  const growths = engine.grow({ path, languageId, before, after }, 0.05);
  return growths[growths.length - 1]?.text ?? '';
}

test('goes on as the workspace does', () => {
  assert.equal(grown(engineKnowing(HANDLER), 'const user = us█'), 'ers.get(id);');
});

test('the renaming matcher: the same code with other names', () => {
  const learned = 'context.register(handler, handler.name);\n';
  assert.equal(grown(engineKnowing(learned), 'app.attach(plugin, █'), 'plugin.name);');
});

test('the open file counts, and what was learned of it before does not', () => {
  const engine = engineKnowing('colour = paint(ALPHA)\n');
  assert.equal(grown(engine, 'colour = █', 'src/0.ts'), '');
  assert.equal(grown(engine, 'colour = █'), 'paint(ALPHA)');
  assert.equal(grown(engine, `${'colour = paint(BETA)\n'.repeat(3)}colour = pa█`), 'int(BETA)');
});

test('what is forgotten is never said again', () => {
  const engine = engineKnowing(HANDLER);
  engine.forget('src/0.ts');
  assert.equal(grown(engine, 'const user = us█'), '');
  assert.equal(engine.stats.files, 0);
});

test('learning a file again replaces it', () => {
  const engine = engineKnowing('let limit = 10;\n');
  engine.learn('src/0.ts', 'let limit = 99;\n');
  assert.equal(grown(engine, 'let limit = █'), '99;');
});

test('more than fits is refused', () => {
  const engine = new WorkspaceEngine({ maxSourceBytes: 100 });
  assert.equal(engine.learn('a.ts', 'x'.repeat(80)), true);
  assert.equal(engine.learn('b.ts', 'x'.repeat(80)), false);
  assert.deepEqual([...engine.paths()], ['a.ts']);
});

test('the same files give the same text', () => {
  const say = (): string =>
    grown(engineKnowing(HANDLER, HANDLER.replaceAll('user', 'cart')), 'const cart = █');
  assert.equal(say(), say());
});

test('saved and loaded, it says the same', () => {
  const engine = engineKnowing(HANDLER, 'let limit = 10;\n');
  engine.forget('src/1.ts');
  const loaded = WorkspaceEngine.load(engine.save());
  assert.ok(loaded);
  assert.equal(grown(loaded, 'const user = us█'), grown(engine, 'const user = us█'));
  assert.deepEqual([...loaded.paths()], ['src/0.ts']);
});

test('damaged bytes are refused, whatever the damage', () => {
  const bytes = engineKnowing(HANDLER).save();
  assert.ok(WorkspaceEngine.load(bytes));
  for (const size of [0, 3, 23, 24, 100, bytes.length - 1]) {
    assert.equal(WorkspaceEngine.load(bytes.slice(0, size)), undefined);
  }
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), bit => {
      const broken = bytes.slice();
      broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const header = bit >> 3 >= 20 && bit >> 3 < 24; // reserved bytes: covered by the checksum too
      assert.equal(
        WorkspaceEngine.load(broken),
        undefined,
        `bit ${bit}${header ? ' (reserved)' : ''}`,
      );
    }),
    { numRuns: 300, seed: 5 },
  );
});

test('any text at all does no harm', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, before) => {
      const engine = engineKnowing(text);
      const answer = engine.complete({
        path: 'a',
        languageId: 'x',
        before,
        after: text,
        boldness: 'eager',
        asked: true,
      });
      assert.ok(answer.kind === 'text' || answer.kind === 'nothing');
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('at the end of a million lines it completes from the window that the editor hands over', () => {
  const engine = engineKnowing(HANDLER);
  const window = 'let value = 1;\n'.repeat(1500);
  assert.equal(grown(engine, `${window}const user = us█\n${window}`), 'ers.get(id);');
});
