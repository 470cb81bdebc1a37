import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { QUICK_ROW, runCommand, until } from './gestures.ts';

/** Themes as VS Code names them, and the class that a page of ours then has. */
export const THEMES = {
  light: { name: 'Light Modern', class: 'vscode-light' },
  dark: { name: 'Dark Modern', class: 'vscode-dark' },
  contrast: { name: 'Dark High Contrast', class: 'vscode-high-contrast' },
} as const;

/** The frame of the webview that holds such an element. */
export function viewWith(page: Page, selector: string): Promise<Frame> {
  return until(`a view with ${selector}`, async () => {
    for (const frame of page.frames()) {
      if (frame.parentFrame() !== null && (await frame.$(selector)) !== null) return frame;
    }
    return undefined;
  });
}

/** Chooses a theme as a user does, and waits until the view has it. */
export async function useTheme(page: Page, view: Frame, theme: keyof typeof THEMES): Promise<void> {
  await chooseTheme(page, theme);
  await view.locator(`body.${THEMES[theme].class}`).waitFor();
}

/** Chooses a theme as a user does. */
export async function chooseTheme(page: Page, theme: keyof typeof THEMES): Promise<void> {
  const { name } = THEMES[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await page.locator('.quick-input-widget input[placeholder*="Color Theme"]').fill(name);
  await page.locator(QUICK_ROW, { hasText: name }).first().click();
}

/** What axe finds in a view that is serious or worse: the rule, and the elements. */
export async function seriousIn(view: Frame): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await view.evaluate(readFileSync(axe, 'utf8'));
  const { violations } = await view.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`));
}
