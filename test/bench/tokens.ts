// `npm run bench:tokens`: how many characters of code are in a token, by language and encoding. The ledger counts by it where a server does not tell.
import { get_encoding } from 'tiktoken';
import { corporaFor, filesOf } from './corpora.ts';

const ENCODINGS = ['cl100k_base', 'o200k_base'] as const;
const FILES = 40; // of each package

const encoders = ENCODINGS.map(name => get_encoding(name));
const counts = new Map<string, { characters: number; tokens: number[] }>();
for (const corpus of corporaFor('measure')) {
  for (const key of [corpus.language, '**all**']) {
    const count = counts.get(key) ?? { characters: 0, tokens: ENCODINGS.map(() => 0) };
    counts.set(key, count);
    for (const { text } of filesOf(corpus).slice(0, FILES)) {
      count.characters += text.length;
      for (const [k, encoder] of encoders.entries()) {
        count.tokens[k] = (count.tokens[k] ?? 0) + encoder.encode_ordinary(text).length;
      }
    }
  }
}
console.log(`| characters in a token | ${ENCODINGS.join(' | ')} |\n|---|--:|--:|`);
for (const [language, { characters, tokens }] of counts) {
  console.log(
    `| ${language} | ${tokens.map(count => (characters / count).toFixed(2)).join(' | ')} |`,
  );
}
