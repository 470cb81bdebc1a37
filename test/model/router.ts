import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/freePort.ts';
import { isHealthy } from './llamaServer.ts';
import { CACHE } from './parts.ts';

/** How the router spreads questions over its servers. */
export type Policy = 'round_robin' | 'cache_aware' | 'consistent_hash' | 'sticky_least_loaded';

export interface Router extends AsyncDisposable {
  readonly base: string;
}

/** vLLM's own router, in an environment of its own. */
export function ensureRouter(): string {
  const home = path.join(CACHE, 'router-0.1.17');
  const program = path.join(home, 'bin', 'vllm-router');
  if (existsSync(program)) return program;
  const requirements = path.join(import.meta.dirname, 'requirements-router.txt');
  const quiet = { stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] };
  rmSync(home, { recursive: true, force: true });
  execFileSync('python3', ['-m', 'venv', home], quiet);
  execFileSync(path.join(home, 'bin', 'pip'), ['install', '-q', '-r', requirements], quiet);
  return program;
}

/** Starts the router before these servers, and waits until it is ready. */
export async function startRouter(workers: readonly string[], policy: Policy): Promise<Router> {
  const program = ensureRouter();
  const [port, metrics] = [await freePort(), await freePort()];
  const child = spawn(
    program,
    [
      ...['--host', '127.0.0.1', '--port', String(port), '--policy', policy],
      ...['--worker-urls', ...workers],
      ...['--prometheus-host', '127.0.0.1', '--prometheus-port', String(metrics)],
      ...['--health-check-interval-secs', '2', '--log-level', 'error'],
    ],
    { stdio: 'ignore' },
  );
  const gone = once(child, 'exit');
  for (let tries = 0; !(await isHealthy(`http://127.0.0.1:${port}/health`)); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error('vllm-router did not start');
    await sleep(100);
  }
  return {
    base: `http://127.0.0.1:${port}/v1`,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
