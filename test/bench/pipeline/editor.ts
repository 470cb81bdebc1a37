import type { Snapshot } from '../../../src/core/completion/types.ts';
import type { SimulatedClock } from '../../support/simulatedClock.ts';
import type { Answer } from './answer.ts';
import type { SimulatedDocument } from './document.ts';

/** VS Code waits so long, milliseconds, before it asks any provider; a provider that calls for another look gets it after a message there and back. */
const EDITOR_WAITS = 50;
const ASKED_AGAIN = 4;

/** How the last change came about. */
export type Change = 'typed' | 'deleted' | 'accepted';

/** Something that completes, as the editor sees it. */
export interface Client {
  provide(
    at: Snapshot,
    how: { readonly change: Change; readonly again: boolean },
    signal: AbortSignal,
  ): Promise<string | undefined>;
  /** How long it chooses to wait at this place before it asks a model, milliseconds. */
  waitAt(at: Snapshot): number;
}

export interface ScreenFigures {
  /** Suggestions that came onto the screen, and how many of them began with a line that was wrong. */
  shows: number;
  wrong: number;
  /** Shown texts that changed or vanished although what was typed agreed with them. */
  flicker: number;
  /** Milliseconds from the last key to the text. */
  latencies: number[];
  /** Of these, what is more than the editor's wait, the client's wait, and what the server takes to the end of the first line. */
  overheads: number[];
}

/**
 * What VS Code does with inline suggestions: each change cancels what was asked before and asks anew after a while; what is typed along stays on the
 * screen; what comes replaces what is there.
 */
export class SimulatedEditor {
  visible: { text: string; since: number } | undefined;
  readonly figures: ScreenFigures = {
    shows: 0,
    wrong: 0,
    flicker: 0,
    latencies: [],
    overheads: [],
  };
  private readonly client: Client;
  private readonly clock: SimulatedClock;
  private readonly answers: readonly Answer[];
  private readonly isRight: (text: string) => boolean;
  private readonly document: SimulatedDocument;
  private cancel = new AbortController();
  private lastKey = 0;
  private waits = 0;
  private change: Change = 'typed';

  /** @param isRight does the true text go on so at the cursor? */
  constructor(
    client: Client,
    clock: SimulatedClock,
    document: SimulatedDocument,
    answers: readonly Answer[],
    isRight: (text: string) => boolean,
  ) {
    this.client = client;
    this.clock = clock;
    this.document = document;
    this.answers = answers;
    this.isRight = isRight;
  }

  type(text: string): void {
    const rest = this.restAfter(text);
    this.edit(() => this.document.insert(text), 'typed', rest);
  }

  backspace(): void {
    this.edit(() => this.document.backspace(), 'deleted', undefined);
  }

  accept(text: string): void {
    this.clock.unmeasured(() => {
      for (const { answer, end } of this.saidBy(text, text)) answer.noteTaken(end);
    });
    const rest = this.restAfter(text);
    this.edit(() => this.document.insert(text), 'accepted', rest);
  }

  /** More is there to be shown: asks once more, for the same text. */
  async askAgain(): Promise<void> {
    const { signal } = this.cancel;
    await this.clock.sleep(ASKED_AGAIN, signal).catch(() => {});
    if (!signal.aborted) await this.ask(signal, true);
  }

  private restAfter(typed: string): string | undefined {
    const { visible } = this;
    if (visible === undefined || !visible.text.startsWith(typed)) return undefined;
    const rest = visible.text.slice(typed.length);
    return rest === '' ? undefined : rest;
  }

  private edit(work: () => void, change: Change, rest: string | undefined): void {
    this.clock.unmeasured(work);
    this.change = change;
    this.lastKey = this.clock.now();
    if (rest === undefined) this.visible = undefined;
    else if (this.visible !== undefined) this.visible = { text: rest, since: this.visible.since };
    this.cancel.abort();
    this.cancel = new AbortController();
    const { signal } = this.cancel;
    void this.clock.sleep(EDITOR_WAITS, signal).then(
      () => this.ask(signal, false),
      () => {},
    );
  }

  private async ask(signal: AbortSignal, again: boolean): Promise<void> {
    let text: string | undefined;
    try {
      const at = this.snapshot();
      const answer = this.client.provide(at, { change: this.change, again }, signal);
      if (!again) this.waits = this.clock.unmeasured(() => this.client.waitAt(at));
      text = await answer;
    } catch {
      return; // cancelled
    }
    if (!signal.aborted) this.clock.unmeasured(() => this.show(text));
  }

  private show(text: string | undefined): void {
    const { visible, figures } = this;
    if (visible !== undefined && !(text ?? '').startsWith(visible.text)) figures.flicker++;
    if (text === undefined || text === '') {
      this.visible = undefined;
      return;
    }
    for (const { answer, end } of this.saidBy(text, firstLine(text))) answer.noteShown(end);
    if (visible === undefined) this.noteShow(text);
    this.visible = { text, since: visible?.since ?? this.clock.now() };
  }

  private noteShow(text: string): void {
    const { figures } = this;
    const line = firstLine(text);
    figures.shows++;
    if (!this.isRight(line)) figures.wrong++;
    const latency = this.clock.now() - this.lastKey;
    figures.latencies.push(latency);
    figures.overheads.push(latency - this.floorOf(line));
  }

  /** Milliseconds from the last key, sooner than which nobody can show this line. What was asked earlier may be there at once. */
  private floorOf(line: string): number {
    const sources = this.saidBy(line, line);
    const asked = this.lastKey + EDITOR_WAITS;
    const ready = sources.map(
      ({ answer, end }) =>
        (answer.asked < asked ? answer.asked : asked + this.waits) + answer.floorTo(end),
    );
    return Math.max(asked, ready.length === 0 ? 0 : Math.min(...ready)) - this.lastKey;
  }

  /** The answers that go on as `text` here, at least as far as `part` of it, and where they end to do so. */
  private saidBy(text: string, part: string): { answer: Answer; end: number }[] {
    const { near } = this.document;
    return this.answers.slice(-LATEST).flatMap(answer => {
      const reached = answer.reaches(near, text);
      return reached === undefined || reached.size < part.length ? [] : [{ answer, ...reached }];
    });
  }

  private snapshot(): Snapshot {
    const { path, languageId, version, currentLine: line, window } = this.document;
    return { uri: `file:///${path}`, path, languageId, version, line, ...window };
  }
}

/** Answers that may still be on the screen. */
const LATEST = 40;

function firstLine(text: string): string {
  return /^\s*[^\n]*/.exec(text)?.[0] ?? '';
}
