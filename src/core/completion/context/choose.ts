import type { Gate, SafeText } from '../../gate/gate.ts';
import type { CountTokens } from '../budget/count.ts';
import type { ContextNote, Offer } from './snippet.ts';

/** An offer that goes along. */
export interface Chosen {
  readonly offer: Offer;
  readonly text: SafeText;
  readonly tokens: number;
}

/** What choosing needs to know. */
export interface ChoiceRules {
  /** Tokens that the snippets may have together, their paths included. */
  readonly tokens: number;
  readonly count: CountTokens;
  readonly gate: Gate;
  /** The server still has the prompt of the last time: each change costs it that. Else it has to read all of it anyway. */
  readonly settled: boolean;
}

/** What the prompt holds anyway. */
export interface Held {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What was chosen last stays until something else is worth this many times as much; more where a change costs the server its cache. */
const STAYS = 1.4;
const STAYS_SETTLED = 6;
/** What nobody offers any more is worth so much of what it was: it stays, and gives way to what is new. */
const FADES = 0.85;
/** What is worth less does not come in. */
const LEAST = 0.0001;
const LEAST_SETTLED = 0.4;

/**
 * The offers of most worth that fit, in a stable order:
 *
 *     last time:  A B          offers:  C 0.9   A 0.5   D 0.5   B 0.1
 *     chosen:     A C          B is clearly beaten, D is not worth more than A; A keeps its place, what is new stands last, nearest to the code
 *
 * What the prompt holds already, what another snippet says too, what the gate keeps and what does not fit is dropped, each with its reason.
 */
export function choose(
  offers: readonly Offer[],
  last: readonly Chosen[],
  at: Held,
  rules: ChoiceRules,
): { readonly chosen: readonly Chosen[]; readonly notes: readonly ContextNote[] } {
  const places = new Map(last.map(({ offer }, place) => [keyOf(offer), place]));
  const [stays, least] = rules.settled ? [STAYS_SETTLED, LEAST_SETTLED] : [STAYS, LEAST];
  const worthOf = (offer: Offer): number => offer.worth * (places.has(keyOf(offer)) ? stays : 1);
  const offered = offers.map(offer => asLast(offer, last));
  const again = new Set(offered.map(keyOf));
  const fading = last
    .filter(({ offer }) => !again.has(keyOf(offer)))
    .map(({ offer }) => ({ ...offer, worth: offer.worth * FADES }));
  const ranked = [...offered, ...fading].sort((a, b) => worthOf(b) - worthOf(a));
  const chosen: Chosen[] = [];
  const notes: ContextNote[] = [];
  let left = rules.tokens;
  for (const offer of ranked) {
    const isNew = !places.has(keyOf(offer));
    const passed =
      isNew && offer.worth < least ? 'hardly of use' : pass(offer, chosen, at, rules, left);
    const { source, path, why, worth } = offer;
    if (typeof passed === 'string') {
      notes.push({ source, path, why, worth, tokens: 0, dropped: passed });
    } else {
      chosen.push(passed);
      left -= passed.tokens;
      notes.push({ source, path, why, worth, tokens: passed.tokens });
    }
  }
  const placeOf = ({ offer }: Chosen): number => places.get(keyOf(offer)) ?? places.size;
  // the sort is stable: new ones come last, the best of them nearest to the code
  return { chosen: chosen.reverse().sort((a, b) => placeOf(a) - placeOf(b)), notes };
}

/**
 * While the cursor goes down a function, what is like it goes down too. As long as the snippet of last time holds the place, it stays:
 *
 *     last time:  open / read / close        offer:  read / close / return, of which `close` matters        ⇒   open / read / close
 */
function asLast(offer: Offer, last: readonly Chosen[]): Offer {
  const { focus, path, worth } = offer;
  if (focus === undefined) return offer;
  const holding = last.find(one => one.offer.path === path && one.offer.text.includes(focus));
  return holding ? { ...holding.offer, worth } : offer;
}

/** The offer as it may go along, or the reason why not. */
function pass(
  offer: Offer,
  chosen: readonly Chosen[],
  at: Held,
  { count, gate }: ChoiceRules,
  left: number,
): Chosen | string {
  const bare = offer.text.trim();
  if (bare === '') return 'empty';
  if (offer.path === at.path && (at.before.includes(bare) || at.after.includes(bare))) {
    return 'in the prompt already';
  }
  if (chosen.some(other => other.text.includes(bare))) return 'told by another';
  const tokens = count(offer.path) + count(offer.text) + FRAME;
  if (tokens > left) return 'no room';
  const passed = gate.pass(offer.path, offer.text);
  if (passed.kind === 'refused') return passed.reason;
  return { offer, text: passed.text, tokens };
}

/** Tokens of what a template puts around a file. */
const FRAME = 4;

function keyOf({ path, text }: Offer): string {
  return `${path}\0${text}`;
}
