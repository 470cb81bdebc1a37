import type { ReplayedPlace } from './places.ts';
import { type Competitor, type ReplayTools, replay, type Said } from './replay.ts';

/** One place, and what everybody said there; `undefined` where somebody was no longer asked. */
export interface Compared extends ReplayedPlace {
  readonly said: readonly (Said | undefined)[];
}

/** After so many failures in a row a competitor is not asked any more. */
const PATIENCE = 3;

/**
 * Everybody's answers, place by place, so that whoever ends it early has a comparison all the same. One is asked at a time: so nobody's time is another's.
 *
 *     history ──► places ──► replay ──► figures
 *
 * @throws the signal's reason when it is aborted; what was compared until then was given.
 */
export async function* compare(
  places: readonly ReplayedPlace[],
  competitors: readonly Competitor[],
  tools: ReplayTools,
  signal: AbortSignal,
): AsyncGenerator<Compared> {
  const failures = competitors.map(() => 0);
  for (const place of places) {
    const said: (Said | undefined)[] = [];
    for (const [k, competitor] of competitors.entries()) {
      const failed = failures[k] as number;
      const answer = failed < PATIENCE ? await replay(place, competitor, tools, signal) : undefined;
      if (answer !== undefined) failures[k] = answer.kind === 'failed' ? failed + 1 : 0;
      said.push(answer);
    }
    yield { ...place, said };
  }
}
