import { alternatives } from '../core/completion/alternatives.ts';
import type { Tools } from '../core/completion/run.ts';
import type { Snapshot, Suggestion } from '../core/completion/types.ts';

/** Milliseconds: what is found later is not waited for. */
const MOST_TIME = 6000;

interface Search {
  readonly at: Snapshot;
  readonly shown: string;
  readonly found: Promise<readonly Suggestion[]>;
  readonly stop: AbortController;
}

/** Looks for other suggestions than the shown one: once at a place, however often its key is pressed. */
export class OtherSuggestions {
  private latest: Search | undefined;

  find(shown: Suggestion, at: Snapshot, tools: Tools): Promise<readonly Suggestion[]> {
    const { latest } = this;
    const isHere = latest?.at.uri === at.uri && latest.at.version === at.version;
    if (isHere && latest.at.before === at.before && latest.shown === shown.text) {
      return latest.found;
    }
    this.stop();
    const stop = new AbortController();
    const found = search(shown, at, tools, stop.signal);
    this.latest = { at, shown: shown.text, found, stop };
    return found;
  }

  /** Something was typed: nobody wants them any more. */
  stop(): void {
    this.latest?.stop.abort();
    this.latest = undefined;
  }
}

async function search(
  shown: Suggestion,
  at: Snapshot,
  tools: Tools,
  signal: AbortSignal,
): Promise<readonly Suggestion[]> {
  const found: Suggestion[] = [];
  const either = AbortSignal.any([signal, AbortSignal.timeout(MOST_TIME)]);
  try {
    for await (const other of alternatives(shown, at, tools, either)) found.push(other);
  } catch (error) {
    if (!either.aborted) throw error;
  }
  return found;
}
