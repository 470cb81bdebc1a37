// `npm run train:priors`: writes what many packages share to src/core/workspace/priors, with their names and licences.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { corporaFor } from '../corpora.ts';
import { FAMILIES, sharedSequences } from '../priors.ts';

const TO = path.join(import.meta.dirname, '..', '..', '..', 'src', 'core', 'workspace', 'priors');
const PACKAGES = 3;
const SIZE = 120_000;

const notice = [
  '# Where the priors come from',
  '',
  `Token sequences that at least ${PACKAGES} of these packages share, by language; written by \`npm run train:priors\`.`,
  '',
  '| family | package | version | licence |',
  '|---|---|---|---|',
];
const data: Record<string, string> = {};
for (const [family, languages] of Object.entries(FAMILIES)) {
  const corpora = corporaFor('train').filter(corpus => languages.includes(corpus.language));
  const sequences = sharedSequences(corpora, PACKAGES, SIZE);
  data[family] = sequences.join('\n');
  for (const corpus of corpora) {
    notice.push(`| ${family} | ${corpus.package} | ${corpus.version} | ${corpus.licence} |`);
  }
  console.log(`${family}: ${sequences.length} sequences of ${corpora.length} packages`);
}
writeFileSync(path.join(TO, 'sequences.json'), `${JSON.stringify(data, null, 1)}\n`);
writeFileSync(path.join(TO, 'SOURCES.md'), `${notice.join('\n')}\n`);
