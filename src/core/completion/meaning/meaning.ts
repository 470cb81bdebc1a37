import type { Clock } from '../../base/clock.ts';
import { type Outcome, silent } from '../outcome.ts';
import type { Draft } from '../tidy/draft.ts';
import type { Snapshot } from '../types.ts';
import { importedBy, isAmong } from './imports.ts';
import { type Completions, certainMembers, memberAt, unknownMember } from './members.ts';

/** What the editor can be asked about names. Neither rejects. */
export interface NameSources {
  /** What the language's own provider would complete with at the cursor. */
  completionsAt(at: Snapshot): Promise<Completions | undefined>;
  /** The names in a folder, relative to the document's; none where there is no such folder, `undefined` where that can't be told. */
  namesIn(at: Snapshot, folder: string): Promise<readonly string[] | undefined>;
}

/** Whether a draft speaks of what is there. */
export type Verdict = 'known' | 'slow' | Outcome;

/** Milliseconds that a ghost text may wait for an answer, from when it was asked. What comes later counts the next time. */
const DEADLINE = 30;
/** Milliseconds that an answer is believed: then there may be other members and files. */
const FRESH = 10_000;
const KEPT = 16;

interface Asked<T> {
  readonly when: number;
  readonly over: Promise<void>;
  /** What it came to: `undefined` while it is on its way, and where nobody knows for certain. */
  answer?: T | undefined;
  ended?: true;
}

/**
 * Whether the first line of what a model says speaks of members and files that are there, as the editor knows them. It is asked beside the model, so
 * that hardly anything ever waits for it. What nobody knows for certain passes.
 */
export class Meaning {
  private readonly sources: NameSources;
  private readonly clock: Clock;
  private readonly members = new Map<string, Asked<ReadonlySet<string>>>();
  private readonly folders = new Map<string, Asked<readonly string[]>>();

  constructor(sources: NameSources, clock: Clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** A model is asked for what comes at this place: whoever knows the members there is asked too. */
  expect(at: Snapshot): void {
    const place = memberAt(at);
    if (place === undefined) return;
    this.ask(this.members, keyOf(at, place.upTo), async () => {
      const completions = await this.sources.completionsAt(at);
      return completions && certainMembers(completions);
    });
  }

  /** Waits for what is known about a draft, but not for long. @throws the signal's reason */
  async settle(draft: Draft, at: Snapshot, signal: AbortSignal): Promise<void> {
    const file = importedBy(draft, at);
    if (file !== undefined) {
      const ask = (): Promise<readonly string[] | undefined> =>
        this.sources.namesIn(at, file.folder);
      this.ask(this.folders, keyOf(at, file.folder), ask);
    }
    const { members, names } = this.about(draft, at);
    for (const asked of [members, names]) {
      if (asked === undefined || asked.ended) continue;
      const left = asked.when + DEADLINE - this.clock.now();
      if (left <= 0) continue;
      const enough = new AbortController();
      const wait = this.clock.sleep(left, AbortSignal.any([signal, enough.signal]));
      await Promise.race([asked.over, wait]).finally(() => enough.abort());
    }
    signal.throwIfAborted();
  }

  /** What is known of a draft by now; `undefined` where there is nothing to know. */
  judge(draft: Draft, at: Snapshot): Verdict | undefined {
    const { place, members, file, names } = this.about(draft, at);
    const asked = [members, names].filter(one => one !== undefined);
    if (asked.length === 0) return undefined;
    const known = members?.answer;
    if (place && known && unknownMember(draft.text, place, known, at) !== undefined) {
      return silent('meaning', 'unknown-member', 'VS Code knows no such member here.');
    }
    if (file && names?.answer && !isAmong(names.answer, file.name)) {
      return silent('meaning', 'unknown-import', 'There is no such file as it imports.');
    }
    return asked.every(({ ended }) => ended) ? 'known' : 'slow';
  }

  /** What a draft speaks of, and the questions whose answers count for it. */
  private about(draft: Draft, at: Snapshot) {
    const place = memberAt(at);
    const file = importedBy(draft, at);
    return {
      place,
      members: place && this.members.get(keyOf(at, place.upTo)),
      file,
      names: file && this.folders.get(keyOf(at, file.folder)),
    };
  }

  private ask<T>(
    all: Map<string, Asked<T>>,
    key: string,
    find: () => Promise<T | undefined>,
  ): void {
    const known = all.get(key);
    const when = this.clock.now();
    if (known !== undefined && when - known.when < FRESH) return;
    all.delete(key);
    const asked: Asked<T> = {
      when,
      over: find().then(answer => {
        asked.answer = answer;
        asked.ended = true;
      }),
    };
    all.set(key, asked);
    for (const oldest of [...all.keys()].slice(0, -KEPT)) all.delete(oldest);
  }
}

function keyOf({ uri, line }: Snapshot, what: string): string {
  return `${uri}\0${line}\0${what}`;
}
