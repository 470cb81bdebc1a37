import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type LlamaServer, startLlamaServer } from '../model/llamaServer.ts';
import { ensureModel } from '../model/parts.ts';

/** What the model said to a prompt, and what the server counted. */
export interface Told {
  readonly text: string;
  readonly tokens: number;
}

const FOLDER = path.join(import.meta.dirname, '..', '..', '.cache', 'quality');
const FILE = path.join(FOLDER, 'answers.jsonl');
const MOST_TOKENS = 32;
/** How many prompts are asked at a time. */
export const SERVERS = 2;

/** The real model, greedy. What it said once is kept on the disk, so a run can be ended at any time and goes on where it was. */
export class QualityModel implements AsyncDisposable {
  private readonly told = new Map<string, Told>();
  private servers: Promise<LlamaServer[]> | undefined;

  constructor() {
    mkdirSync(FOLDER, { recursive: true });
    const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n') : [];
    for (const line of lines.filter(Boolean)) {
      const { key, text, tokens } = JSON.parse(line);
      this.told.set(key, { text, tokens });
    }
  }

  /** What it said to this prompt before, if it was asked. */
  known(prompt: string): Told | undefined {
    return this.told.get(keyOf(prompt));
  }

  /** The first line of the answer. @param which of the servers is asked: it still knows the prompt before. */
  async ask(prompt: string, which: number): Promise<Told> {
    const known = this.known(prompt);
    if (known !== undefined) return known;
    const key = keyOf(prompt);
    this.servers ??= startServers();
    const servers = await this.servers;
    const server = servers[which] as LlamaServer;
    const response = await fetch(`${server.base}/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, max_tokens: MOST_TOKENS, temperature: 0, stop: ['\n'] }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    const answer = (await response.json()) as {
      choices: { text: string }[];
      usage: { prompt_tokens: number };
    };
    const told = { text: answer.choices[0]?.text ?? '', tokens: answer.usage.prompt_tokens };
    this.told.set(key, told);
    appendFileSync(FILE, `${JSON.stringify({ key, ...told })}\n`);
    return told;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of (await this.servers) ?? []) await server[Symbol.asyncDispose]();
  }
}

/** Each on one thread: two threads that wait for each other are slow where other work runs too. */
async function startServers(): Promise<LlamaServer[]> {
  const parts = await ensureModel();
  return Promise.all(
    Array.from({ length: SERVERS }, () => startLlamaServer(parts, { threads: 1 })),
  );
}

function keyOf(prompt: string): string {
  return createHash('sha256').update(prompt).digest('hex').slice(0, 32);
}
