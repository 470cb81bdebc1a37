import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { get_encoding } from 'tiktoken';
import { LineIndex } from '../../src/core/completion/context/alike/lineIndex.ts';
import { choose } from '../../src/core/completion/context/choose.ts';
import type { ContextSource } from '../../src/core/completion/context/index.ts';
import { alikeSource, findAlike } from '../../src/core/completion/context/sources/alike.ts';
import { manifestSource } from '../../src/core/completion/context/sources/manifest.ts';
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
export type Variant = (line: QualityLine) => Parts | Promise<Parts>;

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
export const plain = (line: QualityLine): Parts => ({
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
  return async line => {
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
    const offers = await source(line).offer(snapshot, new AbortController().signal);
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

const versions = (line: QualityLine): ContextSource =>
  manifestSource(async (_, names) => nearestAbove(line, names));

const healed = (variant: Variant): Variant => {
  return async line => ({ ...(await variant(line)), heal: true });
};

/** The first is what the others are compared with. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  plain,
  'cut back': healed(plain),
  'cut back, versions': healed(withContext(versions, 192)),
  'cut back, alike': healed(withContext(alike, 192)),
  'cut back, alike, engine': async line => ({
    ...(await healed(withContext(alike, 192))(line)),
    sure: ENGINE_SURE,
  }),
};

/** The nearest file of one of these names, from the line's file up to its repository. */
function nearestAbove(
  { root, file }: QualityLine,
  names: readonly string[],
): { path: string; text: string } | undefined {
  for (let folder = path.dirname(file.path); ; folder = path.dirname(folder)) {
    for (const name of names) {
      const found = path.join(root, folder, name);
      if (existsSync(found)) return { path: name, text: readFileSync(found, 'utf8') };
    }
    if (folder === '.') return undefined;
  }
}

/** What each adds something to. */
export const WITHOUT: Readonly<Record<string, string>> = {
  'cut back': 'plain',
  'cut back, versions': 'cut back',
  'cut back, alike': 'cut back',
  'cut back, alike, engine': 'cut back, alike',
};
