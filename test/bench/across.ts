// `npm run bench:across`: Edit Across Files asks for whole files or for changes; what does the real model make of either, in files of some lengths? (minutes; the model is fetched once)
import { openChat } from '../../src/core/backend/open.ts';
import { Gate } from '../../src/core/gate/gate.ts';
import type { ChosenFile } from '../../src/core/rewrite/across/files.ts';
import { acrossFrom } from '../../src/core/rewrite/across/proposal.ts';
import { acrossQuestion, safeFiles } from '../../src/core/rewrite/across/question.ts';
import { listen } from '../../src/core/rewrite/listen.ts';
import { changed } from '../../src/core/rewrite/place/edit.ts';
import { startLlamaServer } from '../model/llamaServer.ts';
import { ensureModel } from '../model/parts.ts';
import { realNet } from '../support/net.ts';

const MODEL = 'qwen2.5-coder-0.5b';
const ROOM = { model: MODEL, window: 4096 };
const LENGTHS = [12, 24];

/** What is asked for, and the only text that counts as right. */
const EDITS: readonly (readonly [wish: string, right: (text: string) => string])[] = [
  ['Rename the function total to sumOf.', text => text.replace('total(', 'sumOf(')],
  ['In total, begin with let sum = 1 instead of 0.', text => text.replace('sum = 0', 'sum = 1')],
  [
    'In part1, return doubled - 1 instead of doubled + 1.',
    text => text.replace('doubled + 1', 'doubled - 1'),
  ],
  [
    'Rename the parameter prices of total to amounts.',
    text => text.replace('(prices)', '(amounts)').replace('of prices', 'of amounts'),
  ],
  [
    'Rename the constant doubled in part1 to twice.',
    text => text.replace('const doubled', 'const twice').replace('return doubled', 'return twice'),
  ],
  ['Do not export part1.', text => text.replace('export function part1', 'function part1')],
  [
    'Give the parameter value of part1 the default 0.',
    text => text.replace('part1(value)', 'part1(value = 0)'),
  ],
  [
    'In total, multiply the result by 2 when it is returned.',
    text => text.replace('return sum;', 'return sum * 2;'),
  ],
];

function textOf(lines: number): string {
  let text =
    'export function total(prices) {\n  let sum = 0;\n  for (const price of prices) sum += price;\n  return sum;\n}\n';
  for (let k = 1; text.split('\n').length < lines; k++)
    text += `\nexport function part${k}(value) {\n  const doubled = value * ${k + 1};\n  return doubled + ${k};\n}\n`;
  return text;
}

/** The file after the model's answer. */
async function edited(base: string, text: string, wish: string, whole: boolean): Promise<string> {
  const lines = text.split('\n');
  const file: ChosenFile = { path: 'src/cart.js', languageId: 'javascript', lines, offers: [] };
  // a file in which a secret was hidden is never given whole
  const group = safeFiles([file], new Gate(() => 'free')).map(one =>
    whole ? one : { ...one, hidden: 1 },
  );
  const asked = acrossQuestion(group, { wish, former: [], others: [] }, ROOM);
  const place = { model: MODEL, endpoint: { base }, reach: 'local' as const };
  const backend = openChat({ ...place, server: 'llama.cpp' }, realNet);
  const never = new AbortController().signal;
  const { answer, ending } = await listen(asked, { backend }, { original: lines }, () => {}, never);
  const { edits } = acrossFrom([{ answer, ending }], [file], () => 'there');
  const hunks = edits.find(({ path }) => path === file.path)?.hunks ?? [];
  return hunks.reduceRight(changed, lines as readonly string[]).join('\n');
}

await using server = await startLlamaServer(await ensureModel(), { alias: MODEL });
for (const lines of LENGTHS)
  for (const whole of [true, false]) {
    const text = textOf(lines);
    const begun = performance.now();
    let right = 0;
    for (const [wish, expected] of EDITS)
      if ((await edited(server.base, text, wish, whole)) === expected(text)) right++;
    const seconds = Math.round((performance.now() - begun) / 1000);
    const how = whole ? 'whole files' : 'changes';
    console.log(`${lines} lines, asked for ${how}: ${right} of ${EDITS.length}, ${seconds} s`);
  }
