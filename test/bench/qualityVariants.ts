import { get_encoding } from 'tiktoken';
import type { QualityPlace } from './qualityPlaces.ts';

/** The texts that go into a prompt, not yet put into the model's template. */
export interface Parts {
  readonly before: string;
  readonly after: string;
  readonly context: readonly { readonly path: string; readonly text: string }[];
}

/** One way to fill the budget. */
export type Variant = (place: QualityPlace) => Parts;

const encoding = get_encoding('cl100k_base');
const decoder = new TextDecoder();

export function lastTokens(text: string, most: number): string {
  const tokens = encoding.encode_ordinary(text);
  return tokens.length <= most ? text : decoder.decode(encoding.decode(tokens.slice(-most)));
}

export function firstTokens(text: string, most: number): string {
  const tokens = encoding.encode_ordinary(text);
  return tokens.length <= most ? text : decoder.decode(encoding.decode(tokens.slice(0, most)));
}

/** What there was before: the text around the cursor and nothing else. */
const plain: Variant = ({ before, after }) => ({
  before: lastTokens(before, 512),
  after: firstTokens(after, 128),
  context: [],
});

/** The first is what the others are compared with. */
export const VARIANTS: Readonly<Record<string, Variant>> = { plain };
