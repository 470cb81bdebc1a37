import { get_encoding } from 'tiktoken';
import { LineIndex } from '../../src/core/completion/context/alike/lineIndex.ts';
import { choose } from '../../src/core/completion/context/choose.ts';
import type { ContextSource, Snippet } from '../../src/core/completion/context/index.ts';
import { alikeSource, findAlike } from '../../src/core/completion/context/sources/alike.ts';
import { Gate } from '../../src/core/gate/gate.ts';
import type { QualityLine } from './qualityPlaces.ts';

/** The texts that go into the prompt while a line is typed, not yet put into the model's template. */
export interface Parts {
  /** Up to the line's start. */
  readonly above: string;
  readonly after: string;
  readonly context: readonly { readonly path: string; readonly text: string }[];
  /** Ask from where a token may begin. */
  readonly heal?: boolean;
  /** Take the workspace engine's line where it is at least so sure of it, and ask no model. */
  readonly sure?: number;
}

/** One way to fill the budget. */
export type Variant = (line: QualityLine) => Parts;

const encoding = get_encoding('cl100k_base');
const decoder = new TextDecoder();
const ENGINE_SURE = 0.5;
const PREFIX = 512;
const SUFFIX = 128;

export function count(text: string): number {
  return encoding.encode_ordinary(text).length;
}

export function lastTokens(text: string, most: number): string {
  const tokens = encoding.encode_ordinary(text);
  return tokens.length <= most ? text : decoder.decode(encoding.decode(tokens.slice(-most)));
}

export function firstTokens(text: string, most: number): string {
  const tokens = encoding.encode_ordinary(text);
  return tokens.length <= most ? text : decoder.decode(encoding.decode(tokens.slice(0, most)));
}

/** Tokens of the line up to its last cursor: they too are of the budget. */
export function typed({ text, cursors }: QualityLine): number {
  return count(text.slice(0, cursors.at(-1)));
}

/** What there was before: the text around the cursor and nothing else. */
const plain: Variant = line => ({
  above: lastTokens(line.above, PREFIX - typed(line)),
  after: firstTokens(line.after, SUFFIX),
  context: [],
});

const indexes = new Map<unknown, LineIndex>();

/** The index of the other files of the repository. */
export function indexOf({ learned }: QualityLine): LineIndex {
  let index = indexes.get(learned);
  if (index === undefined) {
    index = new LineIndex();
    for (const { path, text } of learned) index.learn(path, text);
    indexes.set(learned, index);
  }
  return index;
}

const gate = new Gate(() => 'free');

/** The budget with context in it: what the context takes, prefix and suffix lose in proportion. */
function withContext(source: (line: QualityLine) => ContextSource, most: number): Variant {
  return line => {
    const { above, after } = plain(line);
    const window = { before: above, after };
    const snapshot = {
      uri: '',
      path: line.file.path,
      languageId: line.file.language,
      version: 0,
      line: 0,
      before: line.above,
      after: line.after,
      window,
    };
    const offers = source(line).offer(snapshot, new AbortController().signal) as Snippet[];
    const { chosen } = choose(
      offers.map(offer => ({ ...offer, source: '' })),
      [],
      { path: line.file.path, before: above, after },
      { tokens: most, count, gate, settled: false },
    );
    const taken = chosen.reduce((sum, { tokens }) => sum + tokens, 0);
    const left = 1 - taken / (PREFIX + SUFFIX);
    return {
      above: lastTokens(line.above, Math.floor(PREFIX * left) - typed(line)),
      after: firstTokens(line.after, Math.floor(SUFFIX * left)),
      context: chosen.map(({ offer, text }) => ({ path: offer.path, text })),
    };
  };
}

const alike = (line: QualityLine): ContextSource =>
  alikeSource(around => findAlike(indexOf(line), around));

const healed = (variant: Variant): Variant => {
  return line => ({ ...variant(line), heal: true });
};

/** The first is what the others are compared with. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  plain,
  'cut back': healed(plain),
  'cut back, alike': healed(withContext(alike, 192)),
  'cut back, alike, engine': line => ({
    ...healed(withContext(alike, 192))(line),
    sure: ENGINE_SURE,
  }),
};
