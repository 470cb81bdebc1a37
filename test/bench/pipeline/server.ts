import { get_encoding } from 'tiktoken';
import type { Backend, FimQuestion, Piece, Question } from '../../../src/core/backend/backend.ts';
import { fimPrompt } from '../../../src/core/backend/fim.ts';
import type { FimTemplate } from '../../../src/core/backend/tables/models.ts';
import type { Clock } from '../../../src/core/base/clock.ts';
import { hash } from '../split.ts';

/** Milliseconds to the first token of a prompt that is cached whole; for each token that is not; for each token of the answer. */
const FIRST = 150;
const PER_PROMPT_TOKEN = 0.05;
const PER_TOKEN = 1000 / 60;
/** Prompts whose prefix the server still has. */
const REMEMBERED = 8;
/** Every so many lines is answered wrong. */
const WRONG = 5;

/** What the server did. */
export interface ServerFigures {
  requests: number;
  promptTokens: number;
  cachedTokens: number;
  generatedTokens: number;
}

const encoding = get_encoding('o200k_base');
const tokensOf = (text: string): string[] => [...encoding.encode_ordinary(text)].map(String);

/**
 * Stands for a model that knows the file: it goes on as the file does, but for a fifth of the lines, where it errs in their last third. Once the
 * typist is past the error, it goes on rightly. Its times are fixed, and it remembers the prefixes of its last prompts.
 */
export class ScriptedServer implements Backend {
  readonly model = 'scripted';
  readonly host = 'scripted';
  readonly figures: ServerFigures = {
    requests: 0,
    promptTokens: 0,
    cachedTokens: 0,
    generatedTokens: 0,
  };
  /** Line numbers of the true file are looked for from here on. */
  near = 0;
  private readonly clock: Clock;
  private readonly lines: readonly string[];
  private readonly seed: string;
  private readonly template: FimTemplate;
  private remembered: string[][] = [];

  constructor(clock: Clock, truth: string, seed: string, template: FimTemplate) {
    this.clock = clock;
    this.lines = truth.split('\n');
    this.seed = seed;
    this.template = template;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'fim') return;
    const { figures } = this;
    const prompt = tokensOf(fimPrompt(question, this.template));
    const cached = Math.max(0, ...this.remembered.map(known => common(known, prompt)));
    figures.requests++;
    figures.promptTokens += prompt.length;
    figures.cachedTokens += cached;
    const said: string[] = [];
    try {
      await this.clock.sleep(FIRST + PER_PROMPT_TOKEN * (prompt.length - cached), signal);
      for (const id of tokensOf(this.answerTo(question)).slice(0, question.mostTokens)) {
        await this.clock.sleep(PER_TOKEN, signal);
        said.push(id);
        figures.generatedTokens++;
        yield { kind: 'text', text: decode(id) };
      }
      yield { kind: 'end', why: 'whole' };
    } finally {
      this.remembered = [[...prompt, ...said], ...this.remembered].slice(0, REMEMBERED);
    }
  }

  /** The line as the server believes it to be. */
  private believed(line: number): string {
    const truth = this.lines[line] ?? '';
    const start = truth.search(/\S|$/);
    const size = truth.length - start;
    if (size < 9 || hash(`${this.seed}:${line}`) % WRONG !== 0) return truth;
    const from = start + Math.ceil((size * 2) / 3);
    return (
      truth.slice(0, from) +
      truth.slice(from).replace(/[a-z]/gi, rotated).replace(/\d/g, '7') +
      (/[a-z\d]/i.test(truth.slice(from)) ? '' : 'x')
    );
  }

  private answerTo({ before }: FimQuestion): string {
    const asked = before.split('\n');
    const partial = asked.pop() ?? '';
    const line = this.lineAfter(asked);
    const wrong = this.believed(line);
    const truth = this.lines[line] ?? '';
    const whole = wrong.startsWith(partial) ? wrong : truth;
    const rest = whole.startsWith(partial)
      ? whole.slice(partial.length)
      : whole.slice(partial.length);
    const further = this.lines
      .slice(line + 1, line + 60)
      .map((_, k) => this.believed(line + 1 + k));
    return [rest, ...further].join('\n');
  }

  /** The number of the line that follows those: the one near the typist whose last lines agree, up to errors. */
  private lineAfter(above: readonly string[]): number {
    let best = this.near;
    let most = -1;
    for (let line = this.near; line < Math.min(this.lines.length, this.near + 60); line++) {
      let agreed = 0;
      for (let back = 1; back <= 6; back++) {
        if (alike(above.at(-back) ?? '', this.lines[line - back] ?? '')) agreed++;
        else break;
      }
      if (agreed > most) {
        most = agreed;
        best = line;
      }
    }
    return best;
  }
}

function alike(one: string, other: string): boolean {
  const size = Math.max(1, Math.floor((Math.min(one.length, other.length) * 3) / 5));
  return one === other || (one.length > 3 && one.slice(0, size) === other.slice(0, size));
}

function rotated(letter: string): string {
  return letter === 'z'
    ? 'a'
    : letter === 'Z'
      ? 'A'
      : String.fromCharCode(letter.charCodeAt(0) + 1);
}

function common(one: readonly string[], other: readonly string[]): number {
  let size = 0;
  while (size < one.length && size < other.length && one[size] === other[size]) size++;
  return size;
}

const decoder = new TextDecoder();
function decode(id: string): string {
  return decoder.decode(encoding.decode(new Uint32Array([Number(id)])));
}
