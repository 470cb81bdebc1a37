// A server of two dies while a team types: through vLLM's own router, and through Inkling's pool.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Backend } from '../../src/core/backend/backend.ts';
import { openFim } from '../../src/core/backend/open.ts';
import { Circuit } from '../../src/core/backend/sharing/circuit.ts';
import { Pool } from '../../src/core/backend/sharing/pool.ts';
import { realNet } from '../support/net.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';
import { type Router, startRouter } from './router.ts';
import { replayTeam, type TeamFigures } from './teamReplay.ts';

const MODEL = 'qwen2.5-coder-0.5b';
const ROUNDS = 6;
const KILLED_AT = 9;
let first: LlamaServer;
let second: LlamaServer;

before(async () => {
  const parts = await ensureModel();
  [first, second] = await Promise.all([startLlamaServer(parts), startLlamaServer(parts)]);
});
after(async () => {
  await first?.[Symbol.asyncDispose]();
  await second?.[Symbol.asyncDispose]();
});

function at(base: string): Backend {
  return openFim({ model: MODEL, endpoint: { base }, reach: 'local', server: 'vllm' }, realNet)
    .backend;
}

function print(title: string, figures: TeamFigures): void {
  const cached = (100 * figures.cached).toFixed(0);
  console.log(
    `    ${title}: ${figures.failed} of ${figures.asked} failed, ${cached} % of prompt tokens from the cache`,
  );
}

test('the pool: no question is lost when its server dies', async () => {
  const clock = (): number => performance.now();
  const pool = new Pool([
    { backend: at(first.base), reach: 'local', circuit: new Circuit(clock) },
    { backend: at(second.base), reach: 'local', circuit: new Circuit(clock) },
  ]);
  const figures = await replayTeam(
    () => pool,
    ROUNDS,
    async question => {
      if (question === KILLED_AT) await first[Symbol.asyncDispose]();
    },
  );
  print('pool', figures);
  assert.deepEqual([figures.asked, figures.failed], [18, 0]);
  first = await startLlamaServer(await ensureModel());
});

test('vllm-router: no suggestion is lost for longer than one request when a server dies', async () => {
  const workers = [first, second].map(({ base }) => base.replace('/v1', ''));
  const router: Router = await startRouter(workers, 'cache_aware');
  try {
    const backend = at(router.base);
    const figures = await replayTeam(
      () => backend,
      ROUNDS,
      async question => {
        if (question === KILLED_AT) await second[Symbol.asyncDispose]();
      },
    );
    print('vllm-router, cache_aware', figures);
    assert.equal(figures.asked, 18);
    assert.ok(figures.longestGap <= 1, `${figures.longestGap} in a row`);
  } finally {
    await router[Symbol.asyncDispose]();
  }
});
