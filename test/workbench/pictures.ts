// `npm run pictures`: README's pictures of what a user meets, from a real workbench. `npm run demo -- --media` makes those of typing.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ghostText, learned, openFile, runCommand, type } from './kit/gestures.ts';
import { ensureKit } from './kit/install.ts';
import { smaller } from './kit/png.ts';
import { viewWith } from './kit/views.ts';
import { openWorkbench } from './kit/workbench.ts';
import { build, copySample, ROOT } from './sample.ts';

const BANNER = { width: 960, height: 240 };
const SIZE = { width: 1000, height: 700 };

/** A picture: what to do before it is taken, and which part of the window it is of. */
interface Picture {
  readonly name: string;
  readonly of?: string;
  take(page: Page): Promise<void>;
}

const PICTURES: readonly Picture[] = [
  {
    name: 'first-minute',
    of: '.editor-group-container.active',
    async take(page) {
      await runCommand(page, 'Inkling: First Minute');
      await page.locator('.getting-started-step.expanded').first().waitFor();
    },
  },
  {
    name: 'why',
    async take(page) {
      await runCommand(page, 'View: Close All Editors');
      await openFile(page, 'shipping.ts');
      await page.keyboard.press('Control+End');
      await type(page, '\nexport function insuranceOf(order: Order): Money {\nlet total = mon');
      await ghostText(page);
      await runCommand(page, 'Inkling: Why?');
      await page.mouse.move(2, 2); // no tooltip of what was clicked
      const view = await viewWith(page, 'dl');
      await view.waitForSelector('dd');
      await page.waitForTimeout(1500); // for people: what is drawn when the view opens
    },
  },
];

function save(name: string, png: Buffer): void {
  writeFileSync(path.join(ROOT, 'media', `${name}.png`), smaller(png));
  console.log(`media/${name}.png`);
}

/** The name and what it is, on the colour of the gallery's banner. */
async function banner(page: Page): Promise<Buffer> {
  const { description, galleryBanner } = manifest();
  const icon = readFileSync(path.join(ROOT, 'media', 'icon.png')).toString('base64');
  await page.setContent(`<body style="margin:0; height:100vh; display:flex; align-items:center; gap:36px;
    padding-left:56px; background:${galleryBanner.color}; color:#fff; font-family:sans-serif">
    <img src="data:image/png;base64,${icon}" width="150">
    <div><div style="font-size:64px">Inkling</div>
    <div style="font-size:22px; width:640px; opacity:.8">${description}</div></div></body>`);
  return page.screenshot();
}

/** The manifest with its English texts. */
function manifest(): { description: string; galleryBanner: { color: string } } {
  const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
  const english: Record<string, string> = JSON.parse(read('package.nls.json'));
  return JSON.parse(
    read('package.json').replace(/"%([^%"]+)%"/g, (_, key) => JSON.stringify(english[key])),
  );
}

ensureKit();
build();
const workbench = await openWorkbench({
  folder: copySample(),
  extensions: [ROOT],
  size: SIZE,
  settings: { 'editor.minimap.enabled': false, 'workbench.activityBar.location': 'hidden' },
});
try {
  const { page } = workbench;
  await learned(page);
  save('banner', await banner(await workbench.browser.newPage({ viewport: BANNER })));
  for (const { name, of, take } of PICTURES) {
    await take(page);
    const seen = of === undefined ? page : page.locator(of).first();
    save(name, await seen.screenshot());
  }
} finally {
  await workbench.close();
}
