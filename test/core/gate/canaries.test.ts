// No canary leaves: secrets and excluded files in every source of a question, through the whole pipeline, against a server that writes down every byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFim } from '../../../src/core/backend/open.ts';
import { Circuit } from '../../../src/core/backend/sharing/circuit.ts';
import { complete } from '../../../src/core/completion/complete.ts';
import { packAlone } from '../../../src/core/completion/context/packer.ts';
import { HoleModel } from '../../../src/core/completion/holeModel.ts';
import { TYPING } from '../../../src/core/completion/trigger.ts';
import type { Snapshot } from '../../../src/core/completion/types.ts';
import { type Exclusion, Gate } from '../../../src/core/gate/gate.ts';
import { completion, faultyServer, head } from '../../support/faultyServer.ts';
import { realNet } from '../../support/net.ts';
import { at, engineSaying, toolsFor } from '../../support/snapshots.ts';

const CANARY = ['gh', 'p_', 'Canary7Canary7Canary7Canary7Canary7ab'].join('');
const ANSWER = head() + completion('done();') + completion('', 'stop');

/** What the server received when this was completed, and how it ended. */
async function completed(snapshot: Snapshot, rules: () => Exclusion, asked = false) {
  await using server = await faultyServer([{ write: ANSWER }, { fin: true }]);
  const endpoint = { base: `http://127.0.0.1:${server.port}/v1` };
  const { backend, tokens } = openFim(
    { model: 'qwen2.5-coder', endpoint, reach: 'local', server: 'vllm' },
    realNet,
  );
  const model = new HoleModel({
    backend,
    tokens,
    gate: new Gate(rules),
    rulesRead: async () => {},
    circuit: new Circuit(() => performance.now()),
    pack: packAlone,
    goesOn: true,
    metered: false,
    onDone: () => {},
  });
  const tools = toolsFor(engineSaying(''), { model });
  const now = { ...TYPING, asked };
  const { outcome } = await complete(snapshot, now, tools, new AbortController().signal);
  const rule = outcome.kind === 'shown' ? 'shown' : outcome.rule;
  return { bytes: server.received.join(''), connections: server.received.length, rule };
}

const free = (): Exclusion => 'free';
const throwing = (): Exclusion => {
  throw new Error(CANARY);
};

/** Where a canary may stand, and how the completion must end. */
const PLACES: readonly (readonly [string, Snapshot, () => Exclusion, string])[] = [
  ['a line above', at(`const t = "${CANARY}";\nwork█`), free, 'shown'],
  ['a line below', at(`work█\nconst t = "${CANARY}";\n`), free, 'shown'],
  [
    'far above, at the edge of the window',
    at(`// ${CANARY}\n${'x();\n'.repeat(425)}work█`),
    free,
    'shown',
  ],
  [
    'far below, at the edge of the window',
    at(`work█\n${'x();\n'.repeat(106)}// ${CANARY}\n`),
    free,
    'shown',
  ],
  ['the cursor’s line, before it', at(`const t = "${CANARY}"; work█`), free, 'not sent'],
  ['the cursor’s line, after it', at(`work█ // ${CANARY}`), free, 'not sent'],
  [
    'the cursor’s line, cut in two',
    at(`const t = "${CANARY.slice(0, 12)}█${CANARY.slice(12)}";`),
    free,
    'not sent',
  ],
  ['an excluded file', at(`${CANARY.slice(4)} work█`), () => 'excluded', 'not sent'],
  ['a file whose rules are not read', at(`${CANARY.slice(4)} work█`), () => 'unknown', 'not sent'],
  ['a file whose rules throw', at(`${CANARY.slice(4)} work█`), throwing, 'not sent'],
  [
    'a file for secrets',
    at(`A=${CANARY.slice(4)}\nwork█`, { path: 'conf/.env' }),
    free,
    'not sent',
  ],
  [
    'such a file in other letters',
    at(`A=${CANARY.slice(4)}\nwork█`, { path: 'conf/.ENV.Local' }),
    free,
    'not sent',
  ],
];

for (const [name, snapshot, rules, expected] of PLACES) {
  for (const asked of [false, true]) {
    test(`${name}, ${asked ? 'asked by key' : 'while typing'}: 0 bytes of it leave`, async () => {
      // inside of a word only the key asks
      if (!asked && /^\w/.test(snapshot.after)) return;
      const { bytes, connections, rule } = await completed(snapshot, rules, asked);
      assert.ok(!bytes.includes(CANARY.slice(4, 20)), bytes);
      assert.equal(rule, expected);
      assert.equal(connections, expected === 'shown' ? 1 : 0);
    });
  }
}
