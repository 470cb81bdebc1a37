import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TEMPLATES } from '../../src/core/backend/tables/models.ts';
import { type LlamaServer, startLlamaServer } from '../model/llamaServer.ts';
import { ensureModel } from '../model/parts.ts';

/** What the model said to a prompt, and what the server counted. */
export interface Told {
  readonly text: string;
  readonly tokens: number;
}

const FOLDER = path.join(import.meta.dirname, '..', '..', '.cache', 'quality');
const FILE = path.join(FOLDER, 'answers.jsonl');
/** How far it writes. */
const LENGTHS = {
  line: { max_tokens: 32, stop: ['\n'] },
  lines: { max_tokens: 72, stop: TEMPLATES.qwen.stop },
} as const;
type Length = keyof typeof LENGTHS;
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
  known(prompt: string, length: Length = 'line'): Told | undefined {
    return this.told.get(keyOf(prompt, length));
  }

  /** The first line of the answer, or some lines. @param which of the servers is asked: it still knows the prompt before. */
  async ask(prompt: string, which: number, length: Length = 'line'): Promise<Told> {
    const known = this.known(prompt, length);
    if (known !== undefined) return known;
    const key = keyOf(prompt, length);
    this.servers ??= startServers();
    const servers = await this.servers;
    const server = servers[which] as LlamaServer;
    const response = await fetch(`${server.base}/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt, temperature: 0, ...LENGTHS[length] }),
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

function keyOf(prompt: string, length: Length): string {
  const asked = length === 'line' ? prompt : `${prompt}\0${JSON.stringify(LENGTHS[length])}`;
  return createHash('sha256').update(asked).digest('hex').slice(0, 32);
}
