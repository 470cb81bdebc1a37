import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { complete } from '../../../src/core/completion/complete.ts';
import { TYPING } from '../../../src/core/completion/trigger.ts';
import type { Snapshot } from '../../../src/core/completion/types.ts';
import { at, engineSaying, toolsFor } from '../../support/snapshots.ts';

function toolsWith(text: string) {
  return toolsFor(engineSaying(text));
}

async function shown(
  snapshot: Snapshot,
  tools: ReturnType<typeof toolsWith>,
  signal = new AbortController().signal,
): Promise<string> {
  const { outcome } = await complete(snapshot, TYPING, tools, signal);
  return outcome.kind === 'shown' ? outcome.suggestion.text : `(${outcome.rule})`;
}

test('typing along a suggestion leaves the rest on the screen, whatever the engine says meanwhile', async () => {
  const tools = toolsWith('o(bar);');
  const history: string[] = [];
  for (const picture of ['fo█', 'foo█', 'foo(█)', 'foo(b█)', 'foo(ba█)']) {
    history.push(await shown(at(picture), tools));
  }
  assert.deepEqual(history, ['o(bar);', '(bar);', 'bar);', 'ar);', 'r);']);
});

test('taking back a typo is a hit too', async () => {
  const tools = toolsWith('o(bar);');
  await shown(at('fo█'), tools);
  await shown(at('fox█'), tools);
  tools.engine.text = '';
  assert.equal(await shown(at('fo█'), tools), 'o(bar);');
});

test('the engine’s longer word makes a shown text grow, a different one does not', async () => {
  const tools = toolsWith('o(');
  const history = [await shown(at('fo█'), tools)];
  tools.engine.text = '(bar);';
  history.push(await shown(at('foo█'), tools));
  tools.engine.text = 'x';
  history.push(await shown(at('foo(█)'), tools));
  assert.deepEqual(history, ['o(', '(bar);', 'bar);']);
});

test('what is on the screen stays where a rule would not let its rest begin', async () => {
  const tools = toolsWith('*     };');
  const history = [await shown(at(' █'), tools)];
  tools.engine.text = '';
  history.push(await shown(at(' *█'), tools), await shown(at(' *     }█'), tools));
  assert.deepEqual(history, ['*     };', '     };', ';']);
});

test('… and where an answer known from earlier would only have the next line', async () => {
  const model = { origin: 'm', metered: true, async *ask() {} };
  const tools = { ...toolsWith('b();'), model };
  const said = {
    at: at('a█'),
    text: '\nc();',
    wants: 'line' as const,
    origin: 'm',
    streaming: false,
  };
  tools.session.cache.add(said);
  tools.session.show(at('█'), {
    said: { ...said, origin: 'workspace' },
    text: 'ab();',
    later: false,
  });
  assert.equal(await shown(at('a█'), tools), 'b();');
});

test('F73 another engine and back: what one said is not shown as the other’s, not even what was on its way', async () => {
  const tools = toolsWith('o(bar);');
  const first = { ...tools, engine: engineSaying('o(first);', 'model one') };
  const second = { ...tools, engine: engineSaying('o(second);', 'model two') };
  const onItsWay = shown(at('fo█'), first);
  const history = [
    await shown(at('fo█'), second),
    await onItsWay,
    await shown(at('foo█'), second),
    await shown(at('foo█'), first),
    await shown(at('fo█'), tools),
  ];
  assert.deepEqual(history, ['o(second);', 'o(first);', '(second);', '(first);', 'o(bar);']);
});

test('the same text elsewhere is another place', async () => {
  const tools = toolsWith('o(bar);');
  await shown(at('a\nfo█'), tools);
  await shown(at('b\nfo█'), tools);
  await shown(at('a\nfo█\nnext'), tools);
  await shown(at('a\nfo█', { uri: 'file:///b.ts' }), tools);
  assert.equal(tools.engine.asked, 4);
});

test('silence has a stage, a rule and a sentence', async () => {
  const { outcome, stages } = await complete(
    at('fo█'),
    TYPING,
    toolsWith(''),
    new AbortController().signal,
  );
  assert.deepEqual(
    { ...outcome, stages: stages.map(record => record.stage), best: stages.at(-1)?.result },
    {
      kind: 'silent',
      stage: 'engine',
      rule: 'unsure',
      reason: 'The workspace engine is not sure enough.',
      setting: 'inkling.confidence',
      stages: ['trigger', 'cache', 'engine'],
      best: { kind: 'nothing', why: 'unsure', best: 0.4 },
    },
  );
});

test('aborted while the engine thinks: throws, and nothing reaches the cache', async () => {
  const tools = toolsWith('o(bar);');
  const stop = new AbortController();
  const suggest = tools.engine.suggest.bind(tools.engine);
  tools.engine.suggest = async (...query) => {
    stop.abort();
    return suggest(...query);
  };
  await assert.rejects(shown(at('fo█'), tools, stop.signal), { name: 'AbortError' });
  tools.engine.suggest = suggest;
  await shown(at('foo█'), tools);
  assert.equal(tools.engine.asked, 2);
});

test('the choice of the suggest widget counts as typed', async () => {
  const tools = toolsWith('(line);');
  let seen = '';
  const suggest = tools.engine.suggest.bind(tools.engine);
  tools.engine.suggest = async (query, signal) => {
    seen = query.before;
    return suggest(query, signal);
  };
  const chosen = { selected: { text: 'totalOf', replaces: 2 } };
  assert.equal(await shown(at('order.to█', chosen), tools), '(line);');
  assert.equal(seen, 'order.totalOf');
});

test('only the first line of an answer is shown', async () => {
  assert.equal(await shown(at('a█'), toolsWith(' + b;\nreturn a;')), ' + b;');
});

test('what was hidden on a line does not come back while it is typed, nor a part of it', async () => {
  const tools = toolsWith('o(bar);');
  const now = { ...TYPING, rejectedLines: ['foo(bar);'] };
  const { signal } = new AbortController();
  const history: string[] = [];
  for (const picture of ['fo█', 'foo█', 'foo(█)', 'go█']) {
    const { outcome } = await complete(at(picture), now, tools, signal);
    history.push(outcome.kind === 'shown' ? outcome.suggestion.text : `(${outcome.rule})`);
  }
  assert.deepEqual(history, ['(rejected)', '(rejected)', '(rejected)', 'o(bar);']);
});

test('more than what was hidden is hidden too, until all of it is typed', async () => {
  const now = { ...TYPING, rejectedLines: ['foo(ba'] };
  const { signal } = new AbortController();
  const history: string[] = [];
  for (const picture of ['fo█', 'foo(b█', 'foo(ba█']) {
    const answer = 'foo(bar);'.slice(picture.length - 1);
    const { outcome } = await complete(at(picture), now, toolsWith(answer), signal);
    history.push(outcome.kind === 'shown' ? outcome.suggestion.text : `(${outcome.rule})`);
  }
  assert.deepEqual(history, ['(rejected)', '(rejected)', 'r);']);
});

test('the key that asks brings a hidden suggestion back', async () => {
  const now = { ...TYPING, asked: true, rejectedLines: ['foo(bar);'] };
  const tools = toolsWith('o(bar);');
  const { outcome } = await complete(at('fo█'), now, tools, new AbortController().signal);
  assert.equal(outcome.kind, 'shown');
});

test('nothing flickers: every key typed along leaves exactly the rest on the screen', () =>
  fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.stringMatching(/^[a-z]{1,6}\.[a-z]{1,6}\([a-z]{1,4}, "[a-z ]{0,6}[a-z]"\);$/),
      async (before, answer) => {
        const tools = toolsWith(answer);
        for (let typed = 0; typed < answer.length; typed++) {
          const picture = `${before}${answer.slice(0, typed)}█`;
          assert.equal(await shown(at(picture), tools), answer.slice(typed));
        }
      },
    ),
  ));
