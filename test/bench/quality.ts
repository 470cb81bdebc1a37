// `npm run bench:quality`: how often the real model (Qwen2.5-Coder 0.5B) writes the rest of a line exactly as it is in held-out files, by what
// its prompt holds, at the same number of tokens. Answers are kept in .cache/quality, so a run can be ended and goes on the next time.
// --lines N (240, with about 700 places)   --variant NAME (all; may be given several times)   --known (asks nothing, counts what was asked before)
import { parseArgs } from 'node:util';
import { fimPrompt } from '../../src/core/backend/fim.ts';
import { TEMPLATES } from '../../src/core/backend/tables/models.ts';
import { editSimilarity } from '../../src/core/compare/similarity.ts';
import { cutBack } from '../../src/core/completion/heal.ts';
import type { SafeText } from '../../src/core/gate/gate.ts';
import { engineLine } from './qualityEngine.ts';
import { type Scored, summary } from './qualityFigures.ts';
import { QualityModel, SERVERS, type Told } from './qualityModel.ts';
import { type QualityLine, qualityLines } from './qualityPlaces.ts';
import { type Parts, VARIANTS, WITHOUT } from './qualityVariants.ts';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '240' },
    variant: { type: 'string', multiple: true, default: Object.keys(VARIANTS) },
    known: { type: 'boolean', default: false },
  },
});

function promptOf({ file }: QualityLine, { above, after, context }: Parts, typed: string): string {
  return fimPrompt(
    {
      kind: 'fim',
      path: file.path,
      languageId: file.language,
      before: (above + typed) as SafeText,
      after: after as SafeText,
      context: context.map(({ path, text }) => ({ path, text: text as SafeText })),
      mostTokens: 0,
    },
    TEMPLATES.qwen,
  );
}

/** What the user would see: without the spaces that are there already. */
function shown(answer: string, typed: string): string {
  return (/(^|\s)$/.test(typed) ? answer.trimStart() : answer).trimEnd();
}

/** What the model says at a cursor; `undefined` where it was not asked before, and is not to be. */
type Ask = (typed: string) => Promise<Told | undefined>;

/** From where a token may begin; where the answer is not what is owed, from the cursor. */
async function askHealed(ask: Ask, typed: string): Promise<Told | undefined> {
  const { before, owed } = cutBack(typed);
  const told = await ask(before);
  if (told === undefined || owed === '') return told;
  return told.text.startsWith(owed) ? { ...told, text: told.text.slice(owed.length) } : ask(typed);
}

/** @param which server; `undefined`: nothing is asked, only what was asked before counts. */
async function scoreLine(
  line: QualityLine,
  parts: Parts,
  which: number | undefined,
): Promise<(Scored | undefined)[]> {
  const ask: Ask = async typed => {
    const prompt = promptOf(line, parts, typed);
    return which === undefined ? model.known(prompt) : model.ask(prompt, which);
  };
  const scored: (Scored | undefined)[] = [];
  for (const cursor of line.cursors) {
    const typed = line.text.slice(0, cursor);
    const engine = parts.sure === undefined ? undefined : engineLine(line, typed);
    const sure = engine !== undefined && engine.confidence >= (parts.sure ?? 1);
    const told = sure
      ? { text: engine.text, tokens: 0 }
      : await (parts.heal === true ? askHealed(ask, typed) : ask(typed));
    const rest = line.text.slice(cursor);
    const text = told && shown(told.text, typed);
    scored.push(
      text === undefined || told === undefined
        ? undefined
        : {
            right: text === rest,
            similarity: editSimilarity(text, rest),
            tokens: told.tokens,
            language: line.file.language,
            atStart: typed.trim() === '',
          },
    );
  }
  return scored;
}

const [baseline = 'plain'] = Object.keys(VARIANTS);
const names = [...new Set([baseline, ...values.variant])];
const lines = qualityLines(Number(values.lines));
await using model = new QualityModel();
const scores = new Map(names.map(name => [name, lines.map((): (Scored | undefined)[] => [])]));

/** All prompts of a line in turn, so that the server still knows what they have in common. */
async function scoreAll(k: number, which: number): Promise<void> {
  const line = lines[k] as QualityLine;
  for (const name of names) {
    const variant = VARIANTS[name];
    const scored = scores.get(name);
    if (variant === undefined || scored === undefined) throw new Error(`no variant ${name}`);
    scored[k] = await scoreLine(line, await variant(line), values.known ? undefined : which);
  }
}

let next = 0;
await Promise.all(
  Array.from({ length: SERVERS }, async (_, which) => {
    for (let k = next++; k < lines.length; k = next++) {
      await scoreAll(k, which);
      if (process.stderr.isTTY) process.stderr.write(`\r${k + 1}/${lines.length} `);
    }
  }),
);
console.log(summary(scores, baseline, WITHOUT));
