import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/freePort.ts';
import type { ModelParts } from './parts.ts';

export interface LlamaServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT/v1` */
  readonly base: string;
  readonly port: number;
}

/** Starts llama.cpp's server on the weights, on the processor alone and a free port of this machine, and waits until it is ready. */
export async function startLlamaServer(
  { weights, server }: ModelParts,
  more: { readonly port?: number; readonly alias?: string; readonly threads?: number } = {},
): Promise<LlamaServer> {
  const port = more.port ?? (await freePort());
  const script = path.join(import.meta.dirname, 'serve.py');
  const alias = more.alias ?? 'qwen2.5-coder-0.5b';
  const child = spawn(
    'python3',
    [script, server, weights, alias, String(port), String(more.threads ?? 2)],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const gone = once(child, 'exit');
  const health = `http://127.0.0.1:${port}/health`;
  for (let tries = 0; !(await isHealthy(health)); tries++) {
    if (child.exitCode !== null || tries > 600)
      throw new Error('the server of llama.cpp did not start');
    await sleep(100);
  }
  return {
    base: `http://127.0.0.1:${port}/v1`,
    port,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

export async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
