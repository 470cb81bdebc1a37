import { realClock } from '../../src/core/base/clock.ts';
import { placeAt } from '../../src/core/completion/place.ts';
import type { Tools } from '../../src/core/completion/run.ts';
import { Session } from '../../src/core/completion/session.ts';
import { Stopper } from '../../src/core/completion/stop/index.ts';
import type { Engine, EngineAnswer, Snapshot } from '../../src/core/completion/types.ts';

/** A snapshot drawn as text, `█` for the cursor. */
export function at(picture: string, more: Partial<Snapshot> = {}): Snapshot {
  const [before = '', after = ''] = picture.split('█');
  return {
    uri: 'file:///a.ts',
    path: 'a.ts',
    languageId: 'typescript',
    version: 1,
    line: before.split('\n').length - 1,
    before,
    after,
    ...more,
  };
}

/** An engine that always says the same, and counts how often it is asked. */
export function engineSaying(
  text: string,
  origin = 'workspace',
): Engine & { asked: number; text: string } {
  return {
    origin,
    asked: 0,
    text,
    async suggest(): Promise<EngineAnswer> {
      this.asked++;
      return this.text === ''
        ? { kind: 'nothing', why: 'unsure', best: 0.4 }
        : { kind: 'text', text: this.text, confidence: 0.9 };
    },
  };
}

/** What a completion takes, with a session of its own. */
export function toolsFor<E extends Engine>(
  engine: E,
  more: Partial<Tools> = {},
): Tools & { engine: E } {
  return {
    session: new Session(realClock, (place, wants) => new Stopper(place, wants)),
    boldness: 'calm',
    placeAt: place => placeAt(place),
    clock: realClock,
    onGrown: () => {},
    ...more,
    engine,
  };
}
