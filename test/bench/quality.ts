// `npm run bench:quality`: how often the real model (Qwen2.5-Coder 0.5B) writes the rest of a line exactly as it is in held-out files, by what
// its prompt holds, at the same number of tokens. Answers are kept in .cache/quality, so a run can be ended and goes on the next time.
// --places N (600)   --variant NAME (all; may be given several times)   --known (asks nothing, counts what was asked before)
import { parseArgs } from 'node:util';
import { fimPrompt } from '../../src/core/backend/fim.ts';
import { TEMPLATES } from '../../src/core/backend/tables/models.ts';
import type { SafeText } from '../../src/core/gate/gate.ts';
import { editSimilarity, type Scored, summary } from './qualityFigures.ts';
import { QualityModel, SERVERS } from './qualityModel.ts';
import { type QualityPlace, qualityPlaces } from './qualityPlaces.ts';
import { type Parts, VARIANTS } from './qualityVariants.ts';

const { values } = parseArgs({
  options: {
    places: { type: 'string', default: '600' },
    variant: { type: 'string', multiple: true, default: Object.keys(VARIANTS) },
    known: { type: 'boolean', default: false },
  },
});

function promptOf({ file }: QualityPlace, { before, after, context }: Parts): string {
  return fimPrompt(
    {
      kind: 'fim',
      path: file.path,
      languageId: file.language,
      before: before as SafeText,
      after: after as SafeText,
      context: context.map(({ path, text }) => ({ path, text: text as SafeText })),
      mostTokens: 0,
    },
    TEMPLATES.qwen,
  );
}

/** What the user would see: without the spaces that are there already. */
function shown(answer: string, before: string): string {
  return (/\s$/.test(before) ? answer.trimStart() : answer).trimEnd();
}

async function score(place: QualityPlace, parts: Parts, ask: boolean): Promise<Scored | undefined> {
  const prompt = promptOf(place, parts);
  const told = ask ? await model.ask(prompt) : model.known(prompt);
  if (told === undefined) return undefined;
  const text = shown(told.text, parts.before);
  return {
    right: text === place.rest,
    similarity: editSimilarity(text, place.rest),
    tokens: told.tokens,
    language: place.file.language,
    atStart: /(^|\n)[ \t]*$/.test(place.before),
  };
}

const places = qualityPlaces(Number(values.places));
await using model = new QualityModel();
const [baseline = 'plain'] = Object.keys(VARIANTS);
const scores = new Map<string, (Scored | undefined)[]>();
for (const name of new Set([baseline, ...values.variant])) {
  const variant = VARIANTS[name];
  if (variant === undefined) throw new Error(`no variant ${name}`);
  const ask = !values.known && values.variant.includes(name);
  const scored: (Scored | undefined)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let k = next++; k < places.length; k = next++) {
      const place = places[k] as QualityPlace;
      scored[k] = await score(place, variant(place), ask);
      if (process.stderr.isTTY) process.stderr.write(`\r${name} ${k + 1}/${places.length} `);
    }
  };
  await Promise.all(Array.from({ length: SERVERS }, work));
  scores.set(name, scored);
}
console.log(summary(scores, baseline));
