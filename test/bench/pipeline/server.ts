import { get_encoding } from 'tiktoken';
import type { Backend, FimQuestion, Piece, Question } from '../../../src/core/backend/backend.ts';
import { fimPrompt } from '../../../src/core/backend/fim.ts';
import type { FimTemplate } from '../../../src/core/backend/tables/models.ts';
import type { SimulatedClock } from '../../support/simulatedClock.ts';
import { hash } from '../split.ts';
import { Answer } from './answer.ts';

/** Milliseconds to the first token of a prompt that is cached whole; for each token that is not; for each token of the answer. */
const FIRST = 150;
const PER_PROMPT_TOKEN = 0.05;
const PER_TOKEN = 1000 / 60;
/** Prompts whose prefix the server still has. */
const REMEMBERED = 8;
/** Every so many lines is answered wrong. */
const WRONG = 5;
/** Characters of an answer, and of a line that may be wrong: more than any client waits for. */
const LONGEST = 8000;

const encoding = get_encoding('o200k_base');
const tokensOf = (text: string): string[] => [...encoding.encode_ordinary(text)].map(String);

/**
 * Stands for a model that knows the file: it goes on as the file does, but for a fifth of the lines, where it errs in their last third. Once the
 * typist is past the error, it goes on rightly. Its times are fixed, and it remembers the prefixes of its last prompts.
 */
export class ScriptedServer implements Backend {
  readonly model = 'scripted';
  readonly host = 'scripted';
  /** All that it was asked. */
  readonly answers: Answer[] = [];
  /** Line numbers of the true file are looked for from here on. */
  near = 0;
  private readonly clock: SimulatedClock;
  private readonly lines: readonly string[];
  private readonly seed: string;
  private readonly template: FimTemplate;
  private remembered: string[][] = [];

  constructor(clock: SimulatedClock, truth: string, seed: string, template: FimTemplate) {
    this.clock = clock;
    this.lines = truth.split('\n');
    this.seed = seed;
    this.template = template;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind !== 'fim') return;
    const { clock } = this;
    const { prompt, cached, ids } = clock.unmeasured(() => this.plan(question));
    const first = FIRST + PER_PROMPT_TOKEN * (prompt.length - cached);
    const counts = { prompt: prompt.length, cached };
    const answer = new Answer(question.before, clock.now(), first, PER_TOKEN, counts);
    this.answers.push(answer);
    try {
      await clock.sleep(first, signal);
      for (const id of ids) {
        await clock.sleep(PER_TOKEN, signal);
        yield { kind: 'text', text: answer.say(decode(id)) };
      }
      yield { kind: 'end', why: 'whole' };
    } finally {
      const known = [...prompt, ...ids.slice(0, answer.ends.length)];
      this.remembered = [known, ...this.remembered].slice(0, REMEMBERED);
    }
  }

  private plan(question: FimQuestion): { prompt: string[]; cached: number; ids: string[] } {
    const prompt = tokensOf(fimPrompt(question, this.template));
    const cached = Math.max(0, ...this.remembered.map(known => common(known, prompt)));
    const answer = this.answerTo(question).slice(0, LONGEST);
    return { prompt, cached, ids: tokensOf(answer).slice(0, question.mostTokens) };
  }

  /** The line as the server believes it to be. */
  private believed(line: number): string {
    const truth = this.lines[line] ?? '';
    const start = truth.search(/\S|$/);
    const size = truth.length - start;
    if (size < 9 || size > LONGEST || hash(`${this.seed}:${line}`) % WRONG !== 0) return truth;
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
    const rest = whole.slice(partial.length);
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
  if (letter === 'z') return 'a';
  return letter === 'Z' ? 'A' : String.fromCharCode(letter.charCodeAt(0) + 1);
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
