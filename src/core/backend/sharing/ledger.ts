import { type Clock, realClock } from '../../base/clock.ts';
import { isRecord } from '../answer.ts';
import type { Backend, Piece, Question, Usage } from '../backend.ts';
import { BackendError } from '../errors.ts';
import type { Price } from '../tables/models.ts';

/** What one model cost on one day. */
export interface Account {
  readonly requests: number;
  /** Tokens of prompts, and how many of them came from a server's cache. */
  readonly prompt: number;
  readonly cached: number;
  readonly generated: number;
  /** Of the generated: those of answers that were never whole, because nobody wanted them any more or the connection failed. */
  readonly discarded: number;
  /** US dollars, by the price in the table; 0 where there is none. */
  readonly cost: number;
}

/** What came of one question, to one model. */
export interface Receipt {
  readonly model: string;
  /** Host and port. */
  readonly host: string;
  /** The language of the file that it was about; `undefined` for a conversation. */
  readonly languageId: string | undefined;
  readonly account: Account;
  /** Milliseconds to the first text, waiting for its turn included; `undefined` where none came. */
  readonly firstText: number | undefined;
}

const NOTHING: Account = { requests: 0, prompt: 0, cached: 0, generated: 0, discarded: 0, cost: 0 };
/**
 * Characters of code in a token, where the server does not tell how many tokens there were: 3.6 (TypeScript) to 4.5 (Python), 4.2 over six languages, with
 * OpenAI's encodings (`npm run bench:tokens`).
 */
const CHARACTERS = 4.2;
const KEPT_DAYS = 90;

/** What was asked of which model on which day, kept on this machine only. */
export class Ledger {
  private readonly days = new Map<string, Map<string, Account>>();
  /** For as long as somebody holds the question. A pool may have asked several models. */
  private readonly receipts = new WeakMap<Question, readonly Receipt[]>();
  private readonly today: () => string;
  private readonly onChange: () => void;
  /** US dollars that may be spent on a day; 0 for no limit. */
  limit = 0;
  /** Told of every question when it is over. */
  onReceipt: (receipt: Receipt) => void = () => {};

  /**
   * @param today the day as `2026-11-25`.
   * @param onChange told of every change: for keeping it.
   */
  constructor(today: () => string, onChange: () => void = () => {}) {
    this.today = today;
    this.onChange = onChange;
  }

  /** Counts a question that is over. */
  close(question: Question, receipt: Receipt): void {
    this.add(receipt.model, receipt.account);
    this.receipts.set(question, [...this.receiptsOf(question), receipt]);
    this.onReceipt(receipt);
  }

  /** What came of a question so far: the last receipt is that of the model that answered. */
  receiptsOf(question: Question): readonly Receipt[] {
    return this.receipts.get(question) ?? [];
  }

  /** Forgets what was counted before today; what was spent today still counts for the limit. */
  forget(): void {
    for (const day of this.days.keys()) if (day !== this.today()) this.days.delete(day);
    this.onChange();
  }

  add(model: string, more: Partial<Account>): void {
    const day = this.today();
    const accounts = this.days.get(day) ?? new Map<string, Account>();
    this.days.set(day, accounts);
    const before = accounts.get(model) ?? NOTHING;
    const sum = (name: keyof Account): number => before[name] + (more[name] ?? 0);
    accounts.set(model, {
      requests: sum('requests'),
      prompt: sum('prompt'),
      cached: sum('cached'),
      generated: sum('generated'),
      discarded: sum('discarded'),
      cost: sum('cost'),
    });
    this.onChange();
  }

  of(day: string, model: string): Account {
    return this.days.get(day)?.get(model) ?? NOTHING;
  }

  get spentToday(): number {
    let sum = 0;
    for (const { cost } of this.days.get(this.today())?.values() ?? []) sum += cost;
    return sum;
  }

  /** @throws BackendError LIM-DAY when today's limit is reached. */
  check(model: string): void {
    if (this.limit > 0 && this.spentToday >= this.limit)
      throw new BackendError('LIM-DAY', { model });
  }

  /** All of it, to be kept. Days that are too old are left out. */
  save(): Record<string, Record<string, Account>> {
    const kept = [...this.days].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, KEPT_DAYS);
    return Object.fromEntries(kept.map(([day, accounts]) => [day, Object.fromEntries(accounts)]));
  }

  /** What `save` gave, back; what is none of it is left out. */
  load(saved: unknown): void {
    if (!isRecord(saved)) return;
    for (const [day, accounts] of Object.entries(saved)) {
      if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isRecord(accounts)) continue;
      const loaded = new Map<string, Account>();
      for (const [model, account] of Object.entries(accounts)) {
        if (isRecord(account)) loaded.set(model, accountOf(account));
      }
      this.days.set(day, loaded);
    }
  }
}

function accountOf(value: Record<string, unknown>): Account {
  const number = (name: keyof Account): number => {
    const found = value[name];
    return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : 0;
  };
  return {
    requests: number('requests'),
    prompt: number('prompt'),
    cached: number('cached'),
    generated: number('generated'),
    discarded: number('discarded'),
    cost: number('cost'),
  };
}

/** The same backend, with every question in the ledger, however it ends. What the server counts wins over our count. */
export function metered(
  backend: Backend,
  ledger: Ledger,
  price: Price | undefined,
  { now }: Pick<Clock, 'now'> = realClock,
): Backend {
  const { model, host } = backend;
  return {
    model,
    host,
    async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
      ledger.check(model);
      const began = now();
      let firstText: number | undefined;
      let told: Usage = {};
      let characters = 0;
      let whole = false;
      try {
        for await (const piece of backend.stream(question, signal)) {
          if (piece.kind === 'usage') told = { ...told, ...known(piece.usage) };
          else if (piece.kind === 'end') whole = true;
          else {
            if (piece.kind === 'text') firstText ??= now() - began;
            characters += piece.text.length;
          }
          yield piece;
        }
      } finally {
        const prompt = told.prompt ?? Math.ceil(lengthOf(question) / CHARACTERS);
        const cached = told.cached ?? 0;
        const generated = told.generated ?? Math.ceil(characters / CHARACTERS);
        const cost = price === undefined ? 0 : costOf(price, prompt, cached, generated);
        const discarded = whole ? 0 : generated;
        const languageId = question.kind === 'fim' ? question.languageId : undefined;
        const account = { requests: 1, prompt, cached, generated, discarded, cost };
        ledger.close(question, { model, host, languageId, account, firstText });
      }
    },
  };
}

function known(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}

function lengthOf(question: Question): number {
  if (question.kind === 'chat') {
    return question.messages.reduce((sum, { text }) => sum + text.length, question.system.length);
  }
  const files = question.context.reduce((sum, { text }) => sum + text.length, 0);
  return question.before.length + question.after.length + files;
}

function costOf(price: Price, prompt: number, cached: number, generated: number): number {
  return ((prompt - cached) * price.input + cached * price.cached + generated * price.output) / 1e6;
}
