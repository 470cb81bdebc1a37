// A model that invents members and files: VS Code's own TypeScript and the disk know better. On the screen.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type ScriptedModel, scriptedModel } from '../../support/scriptedModel.ts';
import { ghostNow, ghostText, QUICK_ROW, runCommand, typeAtOnce, until } from '../kit/gestures.ts';
import { openSessionWith, type Session } from './session.ts';

const BASKET = `export class Basket {
  readonly items: string[] = [];
  addItem(item: string): void {
    this.items.push(item);
  }
}
`;
let session: Session;
let model: ScriptedModel;

before(async () => {
  model = await scriptedModel({
    'one = basket.': [[200, 'quokkaCount();\n']],
    'two = basket.': [[200, 'items.length;\n']],
    'one = basket': [[200, '.quokkaCount();\n']],
    'two = basket': [[200, '.items.length;\n']],
    'Moa } from ': [[100, "'./moa.js';\n"]],
    'Moa } from': [[100, " './moa.js';\n"]],
    'Basket } from ': [[100, "'./basket.js';\n"]],
    'Basket } from': [[100, " './basket.js';\n"]],
  });
  session = await openSessionWith(model, {
    settings: {
      'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
      'editor.suggestOnTriggerCharacters': false,
    },
    prepare: folder => writeFileSync(path.join(folder, 'basket.ts'), BASKET),
  });
});
after(async () => {
  await session?.close();
  await model?.[Symbol.asyncDispose]();
});

/** Types, and gives what was decided there, as it is told briefly. */
async function decisionAfter(name: string, text: string): Promise<string> {
  const { page } = session;
  const before = model.asked.length;
  await typeAtOnce(page, text);
  await until('it is asked', async () => model.asked.length > before);
  await page.waitForTimeout(1500); // the list would take the question's place
  await runCommand(page, 'Inkling: Why, Briefly');
  const row = page.locator(QUICK_ROW, { hasText: name }).first();
  await row.waitFor();
  const words = (await row.textContent()) ?? '';
  await page.keyboard.press('Escape');
  return words;
}

const HEAD = "import { Basket } from './basket.js';\n\nconst basket = new Basket();\n";

test('a member that the class does not have is not shown; one that it has is', async () => {
  const { page } = session;
  // the first questions may come before TypeScript has read the project: nobody waits for it
  let tries = 0;
  await until(
    'TypeScript knows the class',
    async () => {
      const name = `unknown${tries++}.ts`;
      await session.openNew(name, HEAD);
      const why = await decisionAfter(name, 'const one = basket.');
      return why.includes('no such member');
    },
    60_000,
  );
  assert.equal(await ghostNow(page), '');
  await session.shot('116-unknown-member');
  await session.openNew('known.ts', HEAD);
  await typeAtOnce(page, 'const two = basket.');
  assert.equal(await ghostText(page), 'items.length;');
  await session.shot('117-known-member');
});

test('a file that is not there is not imported; one that is there is', async () => {
  const { page } = session;
  await session.openNew('nowhere.ts', '');
  assert.match(await decisionAfter('nowhere.ts', 'import { Moa } from '), /no such file/);
  assert.equal(await ghostNow(page), '');
  await session.shot('118-unknown-import');
  await session.openNew('somewhere.ts', '');
  await typeAtOnce(page, 'import { Basket } from ');
  assert.equal(await ghostText(page), "'./basket.js';");
});
