// `npm run bench:team`: how much of the prompts comes from the servers' caches while three developers type on two real servers, by the policy of
// vLLM's router, and by Inkling's own pool.

import { openFim } from '../../src/core/backend/open.ts';
import { Circuit } from '../../src/core/backend/sharing/circuit.ts';
import { Pool } from '../../src/core/backend/sharing/pool.ts';
import { startLlamaServer } from '../model/llamaServer.ts';
import { ensureModel } from '../model/parts.ts';
import { type Policy, startRouter } from '../model/router.ts';
import { replayTeam } from '../model/teamReplay.ts';
import { realNet } from '../support/net.ts';

const ROUNDS = 10;
const POLICIES: readonly Policy[] = [
  'round_robin',
  'cache_aware',
  'consistent_hash',
  'sticky_least_loaded',
];

function open(base: string, developer: number) {
  const endpoint = { base, headers: { 'x-session-id': `developer-${developer}` } };
  return openFim({ model: 'qwen2.5-coder-0.5b', endpoint, reach: 'local', server: 'vllm' }, realNet)
    .backend;
}

function row(title: string, cached: number, seconds: number, failed: number): void {
  console.log(
    `| ${title} | ${(100 * cached).toFixed(0)} % | ${seconds.toFixed(1)} s | ${failed} |`,
  );
}

const parts = await ensureModel();
console.log(
  '| policy | prompt tokens from the cache | time for all questions | failed |\n|---|--:|--:|--:|',
);
for (const policy of [...POLICIES, 'pool'] as const) {
  await using first = await startLlamaServer(parts); // anew: a warm cache would be the last policy's merit
  await using second = await startLlamaServer(parts);
  const started = performance.now();
  if (policy === 'pool') {
    const clock = (): number => performance.now();
    const member = (base: string) => ({
      backend: open(base, 0),
      reach: 'local' as const,
      circuit: new Circuit(clock),
    });
    const pool = new Pool([member(first.base), member(second.base)]);
    const { cached, failed } = await replayTeam(() => pool, ROUNDS);
    row('Inkling’s pool, one for all', cached, (performance.now() - started) / 1000, failed);
  } else {
    const workers = [first, second].map(({ base }) => base.replace('/v1', ''));
    await using router = await startRouter(workers, policy);
    const backends = [0, 1, 2].map(developer => open(router.base, developer));
    const begun = performance.now();
    const { cached, failed } = await replayTeam(
      developer => backends[developer] ?? open(router.base, developer),
      ROUNDS,
    );
    row(`vllm-router, \`${policy}\``, cached, (performance.now() - begun) / 1000, failed);
  }
}
