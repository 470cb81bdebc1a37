import type { Snapshot } from '../../../src/core/completion/types.ts';
import type { SimulatedClock } from '../../support/simulatedClock.ts';

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
}

export interface ScreenFigures {
  /** Suggestions that came onto the screen, and how many of them began with a line that was wrong. */
  shows: number;
  wrong: number;
  /** Shown texts that changed or vanished although what was typed agreed with them. */
  flicker: number;
  /** Milliseconds from the last key to the text. */
  latencies: number[];
}

/**
 * What VS Code does with inline suggestions: each change cancels what was asked before and asks anew after a while; what is typed along stays on the
 * screen; what comes replaces what is there.
 */
export class SimulatedEditor {
  visible: { text: string; since: number } | undefined;
  readonly figures: ScreenFigures = { shows: 0, wrong: 0, flicker: 0, latencies: [] };
  private readonly client: Client;
  private readonly clock: SimulatedClock;
  private readonly file: { path: string; languageId: string };
  private readonly isRight: (before: string, text: string) => boolean;
  private before: string;
  private readonly after: string;
  private version = 1;
  private cancel = new AbortController();
  private lastKey = 0;
  private change: Change = 'typed';

  constructor(
    client: Client,
    clock: SimulatedClock,
    file: { path: string; languageId: string },
    before: string,
    after: string,
    isRight: (before: string, text: string) => boolean,
  ) {
    this.client = client;
    this.clock = clock;
    this.file = file;
    this.before = before;
    this.after = after;
    this.isRight = isRight;
  }

  type(text: string): void {
    this.edit(this.before + text, 'typed', this.restAfter(text));
  }

  backspace(): void {
    this.edit(this.before.slice(0, -1), 'deleted', undefined);
  }

  accept(text: string): void {
    this.edit(this.before + text, 'accepted', this.restAfter(text));
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

  private edit(before: string, change: Change, rest: string | undefined): void {
    this.before = before;
    this.version++;
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
      text = await this.client.provide(this.snapshot(), { change: this.change, again }, signal);
    } catch {
      return; // cancelled
    }
    if (signal.aborted) return;
    this.show(text);
  }

  private show(text: string | undefined): void {
    const { visible, figures } = this;
    if (visible !== undefined && !(text ?? '').startsWith(visible.text)) figures.flicker++;
    if (text === undefined || text === '') {
      this.visible = undefined;
      return;
    }
    if (visible === undefined) {
      figures.shows++;
      if (!this.isRight(this.before, firstLine(text))) figures.wrong++;
      figures.latencies.push(this.clock.now() - this.lastKey);
    }
    this.visible = { text, since: visible?.since ?? this.clock.now() };
  }

  private snapshot(): Snapshot {
    return {
      uri: `file:///${this.file.path}`,
      ...this.file,
      version: this.version,
      line: this.before.split('\n').length - 1,
      before: this.before,
      after: this.after,
    };
  }
}

function firstLine(text: string): string {
  return /^\s*[^\n]*/.exec(text)?.[0] ?? '';
}
