import type { Page } from 'playwright-core';
import { ghostNow, type, until } from './kit/gestures.ts';

/** Something that appeared on the screen while typing. */
export interface Sight {
  /** The line up to the cursor. */
  readonly line: string;
  readonly ghost: string;
  /** Milliseconds from the key to the ghost text on the screen. */
  readonly after: number;
  readonly taken: 'whole' | 'words' | 'not';
}

/** What the typist does with the keys, and tells. */
export interface TypistOptions {
  /** Milliseconds between keys. */
  readonly delay: number;
  /** Milliseconds to see whether ghost text comes. */
  readonly glance: number;
  /** Told when the screen may have changed, with the time until the next key. */
  onScreen?(milliseconds: number): Promise<void>;
  onSight?(sight: Sight): Promise<void>;
}

/** Shorter ghost text is typed, not taken. */
const WORTH_TAKING = 4;
/** Words are taken one by one as long as this many characters of the ghost text are right. */
const WORTH_A_WORD = 12;

/**
 * Types a text as somebody who knows what is to stand there: key by key, with Tab where the ghost text is what is wanted, and word by
 * word where only its beginning is. Leading spaces are the editor's business and not typed.
 *
 * @returns the keys that were pressed.
 */
export async function typeWithHelp(
  page: Page,
  text: string,
  options: TypistOptions,
): Promise<number> {
  await watchScreen(page);
  const [first = '', ...others] = text.split('\n');
  let keys = await typeLine(page, first, options);
  let indentation = indentationOf(first);
  for (const line of others) {
    await page.keyboard.press('Enter');
    const wanted = indentationOf(line);
    if (wanted < indentation) await page.keyboard.press('Backspace');
    if (wanted > indentation) await type(page, ' '.repeat(wanted - indentation), 0);
    keys += 1 + (wanted < indentation ? 1 : wanted - indentation);
    indentation = wanted;
    keys += await typeLine(page, line.trimStart(), options);
  }
  return keys;
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}

async function typeLine(page: Page, line: string, options: TypistOptions): Promise<number> {
  let keys = 0;
  let known = '';
  for (let at = 0; at < line.length; keys++) {
    await type(page, line.charAt(at++), 0);
    const ghost = await lookFor(page, options);
    const right = sharedStart(ghost, line.slice(at));
    const whole = right === ghost.length && right >= WORTH_TAKING;
    const taken = whole ? 'whole' : right >= WORTH_A_WORD ? 'words' : 'not';
    if (ghost !== '' && !known.endsWith(ghost)) {
      await options.onSight?.({
        line: line.slice(0, at),
        ghost,
        after: await delayOf(page),
        taken,
      });
    }
    known = ghost;
    if (taken === 'whole') {
      const grown = await ghostNow(page); // it may have grown while it was looked at; Tab takes what stands there
      await page.keyboard.press('Tab');
      keys++;
      at += line.startsWith(grown, at) ? Math.max(grown.length, ghost.length) : ghost.length;
      await lookFor(page, options);
    } else if (taken === 'words') {
      const words = await takeWords(page, ghost, right, options);
      keys += words.keys;
      at += words.characters;
      known = ghost.slice(words.characters);
    }
  }
  return keys;
}

/** Takes words of the ghost text as long as they are surely right. */
async function takeWords(
  page: Page,
  ghost: string,
  right: number,
  options: TypistOptions,
): Promise<{ keys: number; characters: number }> {
  let keys = 0;
  let rest = ghost;
  while (right - (ghost.length - rest.length) >= WORTH_A_WORD) {
    await page.keyboard.press('Control+ArrowRight');
    keys++;
    const before = rest;
    rest = await until('a word less', async () => {
      const now = await ghostNow(page);
      return now !== '' && now.length < before.length ? now : '';
    });
    await options.onScreen?.(options.delay * 3);
  }
  return { keys, characters: ghost.length - rest.length };
}

function sharedStart(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  return at;
}

/** Waits as long as a person between two keys; the ghost text then, or `` where there is none. */
async function lookFor(page: Page, options: TypistOptions): Promise<string> {
  const end = Date.now() + options.glance;
  let ghost = '';
  do {
    await page.waitForTimeout(15);
    ghost = await ghostNow(page);
  } while (ghost === '' && Date.now() < end);
  await options.onScreen?.(ghost === '' ? options.delay : options.delay * 2);
  return ghost;
}

/** Notes in the page when the last key went down and when ghost text changed first after it. */
function watchScreen(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    if (globalThis.inklingWatch) return;
    const watch = globalThis.inklingWatch = { key: 0, seen: 0 };
    addEventListener('keydown', () => { watch.key = performance.now(); watch.seen = 0; }, true);
    new MutationObserver(() => {
      if (watch.seen === 0 && document.querySelector('.monaco-editor .ghost-text-decoration')) {
        watch.seen = performance.now();
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  })()`);
}

function delayOf(page: Page): Promise<number> {
  return page.evaluate('Math.max(0, inklingWatch.seen - inklingWatch.key)');
}
