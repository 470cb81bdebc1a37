import { partsOf } from './fences.ts';

const LONGEST = 200;

/** The model's own sentence on what it is going to do: the first before the code; `` until it is whole. */
export function approachOf(answer: string): string {
  const { lead, blocks } = partsOf(answer);
  const words = lead.replace(/\s+/g, ' ').replace(/^[*_#>\s]+/, '');
  const sentence = /^.*?[.!?:](?=\s|$)/.exec(words)?.[0] ?? (blocks.length > 0 ? words : '');
  const plain = sentence.replace(/:$/, '.');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1)}…`;
}
