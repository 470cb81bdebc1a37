// `npm run demo`: types in a real workbench without a person, prints what appeared and when, and saves pictures and an animation in
// `test/workbench/shots`. With --media they become README's pictures in `media`.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { animate, type Frame } from './kit/animation.ts';
import { learned, openFile, save } from './kit/gestures.ts';
import { ensureKit } from './kit/install.ts';
import { openWorkbench } from './kit/workbench.ts';
import { build, copySample, ROOT } from './sample.ts';
import { type Sight, typeWithHelp } from './typist.ts';

/** Text that is typed at the end of a file of the sample project. */
interface Scene {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly text: string;
}

const SCENES: readonly Scene[] = [
  {
    name: 'typescript',
    folder: 'src',
    file: 'shipping.ts',
    text: `
export function insuranceOf(order: Order): Money {
  let total = money(0);
  for (const line of order.lines) {
    const price = multiplyMoney(line.product.price, line.quantity);
    total = addMoney(total, multiplyMoney(price, INSURANCE));
  }
  return total;
}
`,
  },
  {
    name: 'python',
    folder: 'tools',
    file: 'report.py',
    text: `

def total_by_country(rows):
    totals = defaultdict(int)
    for row in rows:
        totals[row["country"]] += int(row["quantity"])
    return totals
`,
  },
];

const SETTINGS = {
  'editor.autoClosingBrackets': 'never', // what is typed is then what stands there
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'keep',
  'editor.detectIndentation': false,
  '[typescript]': { 'editor.tabSize': 2 },
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'workbench.activityBar.location': 'hidden',
};

/** Plays the scenes, and ends the workbench whatever happens. */
export async function runDemo(pictures: string): Promise<void> {
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  ensureKit();
  mkdirSync(pictures, { recursive: true });
  const folder = copySample();
  const size = { width: 960, height: 560 };
  const workbench = await openWorkbench({ folder, extensions: [ROOT], settings: SETTINGS, size });
  try {
    const { page } = workbench;
    await page.locator('.statusbar-item[id*="inkling"]').first().waitFor({ timeout: 60_000 });
    console.log(`${seconds()}: the workbench is open on a copy of the sample project`);
    console.log(`${seconds()}: ${(await learned(page)).split(' | ')[1]}`);
    const frames: Frame[] = [];
    let keys = 0;
    let characters = 0;
    for (const scene of SCENES) {
      console.log(`\n${seconds()}: typing in ${scene.file}`);
      keys += await play(scene, page, folder, frames, pictures);
      characters += scene.text.length;
    }
    writeFileSync(path.join(pictures, 'demo.gif'), animate(frames));
    console.log(
      `\n${seconds()}: ${characters} characters with ${keys} keys. Pictures are in ${path.relative(ROOT, pictures)}`,
    );
  } finally {
    await workbench.close();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
}

/** Types one scene, checks that the file then holds its text, and gives the number of keys. */
async function play(
  scene: Scene,
  page: Page,
  folder: string,
  frames: Frame[],
  pictures: string,
): Promise<number> {
  await openFile(page, scene.file);
  await page.keyboard.press('Control+End');
  let best = 0;
  const keys = await typeWithHelp(page, scene.text, {
    delay: 60,
    glance: 90,
    async onScreen(milliseconds) {
      addFrame(frames, await page.screenshot(), milliseconds);
    },
    async onSight(sight) {
      tell(sight);
      addFrame(frames, await page.screenshot(), sight.taken === 'not' ? 200 : 900);
      if (sight.taken === 'not' || sight.ghost.length <= best) return;
      best = sight.ghost.length;
      await page.screenshot({ path: path.join(pictures, `demo-${scene.name}.png`) });
    },
  });
  await save(page);
  const file = path.join(folder, scene.folder, scene.file);
  const typed = readFileSync(file, 'utf8').slice(-scene.text.length);
  assert.equal(typed, scene.text, `${scene.file} holds what was typed`);
  return keys;
}

/** `for (const l▸ine of order.lines) {    12 ms after the key, Tab` */
function tell({ line, ghost, after, taken }: Sight): void {
  const how = { whole: ', Tab', words: ', its first words', not: '' }[taken];
  console.log(`  ${line}▸${ghost}    ${after.toFixed(0)} ms after the key${how}`);
}

/** A picture like the one before makes that one stay longer. */
function addFrame(frames: Frame[], png: Buffer, milliseconds: number): void {
  const last = frames.at(-1);
  if (last?.png.equals(png)) last.milliseconds += milliseconds;
  else frames.push({ png, milliseconds });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const media = process.argv.includes('--media');
  build();
  await runDemo(path.join(ROOT, ...(media ? ['media'] : ['test', 'workbench', 'shots'])));
}
