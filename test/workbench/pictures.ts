// `npm run pictures`: README's pictures of what a user meets, from a real workbench. `npm run demo -- --media` makes those of typing.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { ghostText, learned, openFile, runCommand, type } from './kit/gestures.ts';
import { ensureKit } from './kit/install.ts';
import { smaller } from './kit/png.ts';
import { openWorkbench } from './kit/workbench.ts';
import { build, copySample, ROOT } from './sample.ts';

const SIZE = { width: 1000, height: 620 };

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
      await openFile(page, 'shipping.ts');
      await page.keyboard.press('Control+End');
      await type(page, '\nexport function insuranceOf(order: Order): Money {\n  let total = mon');
      await ghostText(page);
      await runCommand(page, 'Inkling: Why?');
      await page.waitForTimeout(1500); // for people: what is drawn when the view opens
    },
  },
];

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
  for (const { name, of, take } of PICTURES) {
    await take(page);
    const seen = of === undefined ? page : page.locator(of).first();
    writeFileSync(path.join(ROOT, 'media', `${name}.png`), smaller(await seen.screenshot()));
    console.log(`media/${name}.png`);
  }
} finally {
  await workbench.close();
}
