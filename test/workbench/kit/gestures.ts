import type { Locator, Page } from 'playwright-core';

/** What a user does, and what a user sees. Everything waits for what would be on the screen; nothing but the reading of a message takes a fixed time. */

const GHOST = '.monaco-editor [class*="ghost-text"]';
const QUICK_INPUT = '.quick-input-widget:not([style*="display: none"])';
export const QUICK_ROW = '.quick-input-list .monaco-list-row';

/** Waits until `look` gives something truthy, and gives it. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
  most = 20_000,
): Promise<T> {
  const end = Date.now() + most;
  for (;;) {
    const seen = await look().catch(() => undefined);
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 40));
  }
}

/** Puts a text into an input, wherever the focus is: pressed keys go into an editor that takes the focus meanwhile. */
async function put(input: Locator, text: string, timeout = 20_000): Promise<void> {
  await input.waitFor({ timeout });
  await input.evaluate((element, value) => {
    const box = element as { value?: string } & EventTarget;
    box.value = value;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** An editor that is still opening may steal the focus, and a list may lack what was made just now: then it is tried again. */
async function quickInput(page: Page, key: string, text: string, row: string): Promise<void> {
  const input = page.locator(`${QUICK_INPUT} input[type=text]`).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press(key);
    try {
      await put(input, text, 3000);
      await page.locator(QUICK_ROW, { hasText: row }).first().click({ timeout: 2000 });
      await leftBehind(input, text);
      return;
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** A list that is drawn anew between the press of the mouse and its release takes no notice of either: then what was asked for still stands there. */
function leftBehind(input: Locator, text: string): Promise<unknown> {
  const isThere = async (): Promise<boolean> =>
    (await input.isVisible()) && (await input.inputValue({ timeout: 500 })) === text;
  return until('it was chosen', async () => !(await isThere()), 2000);
}

/** Runs a command from the palette by its title. */
export function runCommand(page: Page, title: string): Promise<void> {
  return quickInput(page, 'F1', `>${title}`, title);
}

/** Clicks, until that shows or hides what it should: what has just opened, or is drawn anew between the press of the mouse and its release, takes no notice. */
export function clickUntil(
  target: Locator,
  effect: Locator,
  state: 'visible' | 'hidden',
): Promise<unknown> {
  return until(`${effect} is ${state}`, async () => {
    await target.click({ timeout: 1000 }).catch(() => {});
    return effect.waitFor({ state, timeout: 1000 }).then(() => true);
  });
}

/** Chooses from a list that may be drawn anew while servers are looked for, until what follows is there. */
export async function chooseFor(page: Page, row: string, follows: Locator): Promise<void> {
  await clickUntil(page.locator(QUICK_ROW, { hasText: row }).first(), follows, 'visible');
}

/** Types into the input box of that title, and confirms. */
export async function enter(page: Page, title: RegExp, text: string): Promise<void> {
  const box = page.locator('.quick-input-widget', { hasText: title });
  await box.waitFor();
  const input = box.locator('input').first();
  await put(input, text);
  await input.press('Enter');
}

/** A list or an input box that asks something, by its title. */
export function inputTitled(page: Page, title: string | RegExp): Locator {
  return page.locator(QUICK_INPUT, { hasText: title });
}

/** A message, by a part of its text. */
export function toast(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-toast', { hasText: text });
}

/** Milliseconds in which VS Code lets no more than three messages pop up; whoever reads them before pressing takes longer. */
const BURST = 800;

/** Reads a message and presses a button of it, which goes with that. Messages move when others come and go: what was pressed while they did is pressed again. */
export async function press(page: Page, text: string | RegExp, button: string): Promise<void> {
  const pressed = toast(page, text).locator('.monaco-button', { hasText: button }).first();
  await pressed.waitFor();
  await new Promise(resolve => setTimeout(resolve, 1.5 * BURST));
  await clickUntil(pressed, pressed, 'hidden');
}

/** Right-clicks a line and chooses from our submenu. A menu that has just opened takes no click: then once more. */
export async function chooseInMenu(
  page: Page,
  line: string,
  title: string,
  onOpen: () => Promise<void> = async () => {},
): Promise<void> {
  const menu = page.locator('.context-view .action-label');
  await page
    .locator('.view-line', { hasText: line })
    .first()
    .click({ button: 'right', position: { x: 30, y: 8 } });
  await menu.filter({ hasText: 'Inkling' }).first().click();
  const item = menu.filter({ hasText: new RegExp(`^${title}$`) }).first();
  await item.waitFor();
  await onOpen();
  await clickUntil(item, item, 'hidden');
}

/** Waits until what is previewed can be applied: the answer is whole. */
export async function applicable(page: Page): Promise<void> {
  await page.locator('.editor-actions .action-label[aria-label^="Apply"]').first().waitFor();
}

/** Closes all editors that hold nothing unsaved. */
export async function closeAll(page: Page): Promise<void> {
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+W');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
}

/** Opens a file of the workspace by its name; then the cursor is in it. */
export async function openFile(page: Page, name: string): Promise<void> {
  await quickInput(page, 'Control+P', name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
}

/** Keys one by one, as a person presses them. */
export function type(page: Page, text: string, delay = 30): Promise<void> {
  return page.keyboard.type(text, { delay });
}

/**
 * Text all at once, as from an input method. Ghost text is then asked for at its end only: keys one by one may be shown a shorter one on the way, and typing along keeps that.
 */
export function typeAtOnce(page: Page, text: string): Promise<void> {
  return page.keyboard.insertText(text);
}

/** The ghost text on the screen now, or `` where there is none. */
export function ghostNow(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const pieces = [...document.querySelectorAll('.monaco-editor [class*="ghost-text-decoration"], .monaco-editor .ghost-text')];
    return pieces.map(piece => piece.textContent.replaceAll('\\u00a0', ' ')).join('');
  })()`);
}

/** Waits for ghost text, and gives it. @throws Error with what the status bar says meanwhile, which is often why there is none. */
export async function ghostText(page: Page, most = 15_000): Promise<string> {
  try {
    await page.locator(GHOST).first().waitFor({ timeout: most });
  } catch (cause) {
    throw new Error(`no ghost text; ${await statusText(page)}`, { cause });
  }
  return ghostNow(page);
}

/** Waits until there is no ghost text. */
export async function noGhostText(page: Page): Promise<void> {
  await page.locator(GHOST).first().waitFor({ state: 'detached' });
}

/** Saves, and waits until the tab says so. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.locator('.editor-group-container.active .tab.active:not(.dirty)').first().waitFor();
}

/** The status bar item of Inkling: its text for people and for screen readers. */
export function statusText(page: Page): Promise<string> {
  return page
    .locator('.statusbar-item[id*="inkling"]')
    .first()
    .evaluate(
      item => `${item.textContent} | ${item.querySelector('a')?.getAttribute('aria-label') ?? ''}`,
    );
}

/** Waits until the workspace is learned. */
export async function learned(page: Page): Promise<string> {
  return until(
    'workspace learned',
    async () => {
      const text = await statusText(page);
      return /Ready: \d+ files/.test(text) ? text : '';
    },
    60_000,
  );
}

/** All that Inkling's log says, once it says something. */
export async function logText(page: Page): Promise<string> {
  await runCommand(page, 'Inkling: Show Log');
  const lines = page.locator('.part.panel .view-lines').first();
  return until('the log is shown', async () => {
    const text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
    return /\[info\]/.test(text) ? text : '';
  });
}

/** From now on every change of the ghost text on the screen is written down, frame by frame. */
export async function recordGhost(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`(() => {
    const seen = window.inklingSeen = [];
    const read = () => [...document.querySelectorAll('.monaco-editor [class*="ghost-text-decoration"], .monaco-editor .ghost-text')]
      .map(piece => piece.textContent.replaceAll('\\u00a0', ' ')).join('');
    const look = () => {
      if (window.inklingSeen !== seen) return;
      const text = read();
      if (text !== (seen.at(-1) ?? '')) seen.push(text);
      requestAnimationFrame(look);
    };
    look();
  })()`);
  // what is there by now was seen after the next frame
  return () =>
    page.evaluate(
      'new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(() => seen(window.inklingSeen))))',
    );
}
