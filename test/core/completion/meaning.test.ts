import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importedBy, isAmong } from '../../../src/core/completion/meaning/imports.ts';
import { Meaning, type NameSources } from '../../../src/core/completion/meaning/meaning.ts';
import {
  type Completions,
  certainMembers,
  memberAt,
  unknownMember,
} from '../../../src/core/completion/meaning/members.ts';
import { pass, type Scene, scene, textsOf } from '../../support/scene.ts';
import { at } from '../../support/snapshots.ts';

/** `items: Field, add: Method` as a provider tells it. */
function completions(told: string, incomplete = false): Completions {
  const items = told.split(', ').map(item => {
    const end = item.lastIndexOf(': ');
    return { name: item.slice(0, end), kind: item.slice(end + 2) };
  });
  return { items, incomplete };
}

const BASKET = 'items: Property, total: Method, add(item: Item): Method';

/** A place, what a text goes on with there, and the member that a basket does not have. */
const UNKNOWN: readonly (readonly [picture: string, text: string, unknown: string | undefined])[] =
  [
    ['const a = basket.█', 'itemCount();', 'itemCount'],
    ['const a = basket.it█', 'emCount();', 'itemCount'],
    ['const a = basket?.it█', 'emCount();', 'itemCount'],
    ['const a = shop()[0].█', 'price', 'price'],
    // known
    ['const a = basket.it█', 'ems.length', undefined],
    ['const a = basket.█', 'add(item);', undefined],
    ['basket.total█', '();', undefined],
    // the text around has it
    ['basket.itemCount = 1;\nconst a = basket.█', 'itemCount;', undefined],
    ['const a = basket.█\nfunction itemCount() {}', 'itemCount;', undefined],
    // may be any
    ['const a = process.env.█', 'port;', undefined],
    ['const a = req.headers.█', 'cookie;', undefined],
    ['const a = basket.█', 'MAX_ITEMS;', undefined],
    // the user's own beginning
    ['const a = basket.zz█', 'top();', undefined],
    // no member
    ['const a = 1.█', '5;', undefined],
    ['// the basket.█', ' It has', undefined],
    ['const a = "basket.█"', 'price', undefined],
    ['import a from "./basket.█"', 'price', undefined],
    ['const a = [...█', 'prices]', undefined],
  ];

for (const [picture, text, unknown] of UNKNOWN) {
  test(`${JSON.stringify(picture)} + ${text}`, () => {
    const here = at(picture);
    const place = memberAt(here);
    const members = certainMembers(completions(BASKET));
    assert.equal(place && members && unknownMember(text, place, members, here), unknown);
  });
}

test('only members that a provider of the language told are certain', () => {
  assert.equal(certainMembers(completions('items: Property, total: Method'))?.size, 2);
  assert.equal(certainMembers(completions('a: Method, for: Snippet, if: Keyword'))?.size, 1);
  assert.equal(certainMembers(completions('a: Method', true)), undefined, 'more to come');
  assert.equal(certainMembers(completions('words: Text')), undefined, 'words');
  assert.equal(certainMembers(completions('a: Method, words: Text')), undefined, 'words too');
  assert.equal(certainMembers(completions('TZ: Property')), undefined, 'only fields');
  assert.equal(certainMembers(completions('if: Keyword')), undefined, 'nothing');
});

test('what is not known for sure in a language is not asked', () => {
  for (const languageId of ['python', 'javascript', 'ruby', 'plaintext', 'lua']) {
    assert.equal(memberAt(at('basket.█', { languageId })), undefined, languageId);
  }
});

/** A place, a draft, and the file that its first line imports. */
const IMPORTS: readonly (readonly [picture: string, text: string, file: string | undefined])[] = [
  ['import { Basket } from █', "'./basket.js';", './ basket.js'],
  ["import { Basket } from './ba█", "sket.js';", './ basket.js'],
  ["import { Basket } from '█';", '../shop/basket', '../shop/ basket'],
  ['█', "import './styles.css';", './ styles.css'],
  ['export * █', "from './model'", './ model'],
  ['const a = await █', "import('./model')", './ model'],
  ['const a = █', "require('./model');", './ model'],
  // not of this project, not to be told, or the user's own
  ['import a from █', "'react';", undefined],
  ['import a from █', "'@/basket';", undefined],
  ['import a from █', "'..';", undefined],
  ['import a from █', "'./generated/api';", undefined],
  ['import a from █', "'./logo.svg?raw';", undefined],
  ['import a from █', "'./$types';", undefined],
  ["import a from './own'█", ';', undefined],
  ['import a from █', "'./whole", undefined],
  ['const a = █', "'./basket.js';", undefined],
  ['█', "const a = 1;\nimport './later';", undefined],
];

for (const [picture, text, file] of IMPORTS) {
  test(`${JSON.stringify(picture)} + ${text}`, () => {
    const replaces = 0;
    const found = importedBy({ text, replaces }, at(picture));
    assert.equal(found && `${found.folder} ${found.name}`, file);
  });
}

test('an import may leave out an ending, name the compiled file, or a folder', () => {
  const names = ['basket.ts', 'Shop.tsx', 'model', 'styles.css', 'types.d.ts'];
  for (const name of ['basket', 'basket.js', 'basket.ts', 'shop.js', 'model', 'styles.css']) {
    assert.ok(isAmong(names, name), name);
  }
  assert.ok(isAmong(names, 'types'));
  for (const name of ['bask', 'baskets', 'styles.scss', 'mode']) {
    assert.ok(!isAmong(names, name), name);
  }
});

type Answers = Partial<{ members: string; names: readonly string[]; after: number }>;

/** A scene whose editor knows a basket, after so many milliseconds. */
function sceneWith(
  pieces: (readonly [number, string])[],
  { members = BASKET, names, after = 5 }: Answers,
): Scene & { readonly asked: string[] } {
  const made = scene([pieces]);
  const asked: string[] = [];
  const never = new AbortController().signal;
  const sources: NameSources = {
    async completionsAt() {
      asked.push('members');
      await made.clock.sleep(after, never);
      return completions(members);
    },
    async namesIn(_, folder) {
      asked.push(folder);
      await made.clock.sleep(after, never);
      return names;
    },
  };
  return Object.assign(made, { asked, meaning: new Meaning(sources, made.clock) });
}

test('a member that is not there is not shown, also when more of the answer comes', async () => {
  const { clock, history, asked, type } = sceneWith(
    [
      [200, 'itemCount();\n'],
      [50, 'b();\n'],
      [50, 'c();\n'],
    ],
    {},
  );
  type('const a = basket.█');
  await pass(clock, 1000);
  assert.deepEqual([...new Set(textsOf(history))], ['(unknown-member)']);
  assert.deepEqual(asked, ['members']);
});

test('typed all the same, it goes on', async () => {
  const { clock, history, type } = sceneWith([[200, 'itemCount(basket);\n']], {});
  type('const a = basket.█');
  await pass(clock, 500);
  type('const a = basket.itemCount█');
  await pass(clock, 500);
  assert.deepEqual(textsOf(history), ['(unknown-member)', '(basket);']);
});

test('who knows the members late is not waited for: what is shown stays', async () => {
  const { clock, history, type } = sceneWith(
    [
      [200, 'itemCount();\n'],
      [400, 'b();\n'],
    ],
    { after: 300 },
  );
  type('const a = basket.█');
  await pass(clock, 1000);
  assert.deepEqual(textsOf(history), ['itemCount();']);
  const [first = ''] = history;
  assert.ok(Number.parseInt(first, 10) <= 276, first);
});

test('a ghost text waits no more than 30 milliseconds for it', async () => {
  const { clock, history, type } = sceneWith([[1, "'./nowhere.js';\n"]], { names: [], after: 500 });
  type('import { Basket } from █');
  await pass(clock, 1000);
  assert.equal(history.length, 1);
  const [first = ''] = history;
  assert.ok(Number.parseInt(first, 10) <= 31 + 75, first); // asked after at most 75
});

test('an import of a file that is not there is not shown; one that is there is', async () => {
  for (const [names, shown] of [
    [['shop.ts'], '(unknown-import)'],
    [['basket.ts'], "'./basket.js';"],
    [undefined, "'./basket.js';"],
  ] as const) {
    const { clock, history, type } = sceneWith([[100, "'./basket.js';\n"]], names ? { names } : {});
    type('import { Basket } from █');
    await pass(clock, 1000);
    assert.deepEqual(textsOf(history), [shown]);
  }
});

test('a key asks all the same', async () => {
  const { clock, history, type } = sceneWith([[100, 'itemCount();\n']], {});
  type('const a = basket.█', { asked: true });
  await pass(clock, 1000);
  assert.deepEqual(textsOf(history), ['itemCount();']);
});
