// What VS Code reads before any code of ours runs.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { COMMANDS } from '../src/core/backend/relay/protocol.ts';

const ROOT = path.join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const english: Record<string, string> = JSON.parse(read('package.nls.json'));
/** As VS Code reads it: with the texts in place of their keys. */
const manifest = JSON.parse(
  read('package.json').replace(/"%([^%"]+)%"/g, (_, key) => JSON.stringify(english[key])),
);
const { contributes, capabilities } = manifest;

interface Item {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

const declared = new Set<string>(
  contributes.commands.map(({ command }: { command: string }) => command),
);
const settings = Object.entries<Setting>(contributes.configuration.properties);
const items = Object.values<Item[]>(contributes.menus).flat();

describe('settings', () => {
  test('are 30 at most', () => assert.ok(settings.length <= 30, `${settings.length}`));

  for (const [key, setting] of settings) {
    test(`${key} has a scope, a default, and a description in markdown`, () => {
      assert.match(
        setting.scope ?? '',
        /^(application|machine|window|resource|language-overridable)$/,
      );
      assert.notEqual(setting.default, undefined);
      assert.ok((setting.markdownDescription ?? '').length > 0);
      assert.equal(setting.markdownEnumDescriptions?.length, setting.enum?.length);
    });
  }
});

describe('commands', () => {
  test('have a title, and are told from those of others by their category', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.match(command, /^inkling\.\w+$/);
      assert.ok(title.length > 0, command);
      assert.equal(category, 'Inkling', command);
    }
  });

  test('of menus, keys and steps are declared, or VS Code’s own', () => {
    const named = [
      ...items.map(({ command }) => command),
      ...contributes.keybindings.map(({ command }: Item) => command),
      ...[...JSON.stringify(contributes.walkthroughs).matchAll(/command:([\w.]+)/g)].map(
        match => match[1],
      ),
    ].filter(command => command !== undefined);
    const unknown = named.filter(name => !declared.has(name) && !VSCODES.test(name));
    assert.deepEqual(unknown, []);
  });

  test('that only make sense now and then are shown then only', () => {
    const everywhere = contributes.menus.commandPalette.filter(({ when }: Item) => !when);
    assert.deepEqual(everywhere, []);
  });
});

describe('when-clauses', () => {
  const clauses = [...items, ...contributes.keybindings]
    .map(({ when }: Item) => when)
    .filter(when => when !== undefined);

  test('ask for nothing that nobody sets', () => {
    const code = globSync('src/**/*.ts', { cwd: ROOT }).map(read).join('\n');
    const set = new Set([...code.matchAll(/'(inkling\.\w+)'/g)].map(match => match[1] ?? ''));
    const keys = clauses.flatMap(keysOf);
    const unknown = keys.filter(key =>
      key.startsWith('inkling.') ? !set.has(key) : !THEIRS.has(key),
    );
    assert.deepEqual([...new Set(unknown)], []);
  });

  test('of keys that write ask whether the editor may be written to', () => {
    const writing = /inkling\.(trigger|refactor|document|fix|implement|takeBack)$/;
    for (const { command, when } of contributes.keybindings) {
      if (writing.test(command)) assert.match(when, /!editorReadonly/, command);
    }
  });

  test('of no key of ours take Tab for ourselves, or Escape where nothing of ours shows', () => {
    for (const { key, when, command } of contributes.keybindings) {
      if (/^tab$/i.test(key)) assert.match(command, VSCODES);
      if (/^escape$/i.test(key)) assert.match(when, /inlineSuggestionVisible/);
    }
  });
});

/** Commands of VS Code's own. */
const VSCODES = /^(editor\.action\.|editor\.emmet\.|jumpToNextSnippetPlaceholder$)/;

/** The context keys that a clause asks for: `a && b == 'c' && d =~ /e/` ⇒ a, b, d. */
function keysOf(when: string): string[] {
  return when
    .replaceAll(/=~\s*\/(?:\\.|[^/])+\/\w*/g, '')
    .split(/&&|\|\|/)
    .map(part => /^[\s(!]*([\w.:]+)/.exec(part)?.[1] ?? '')
    .filter(key => key !== 'false' && key !== 'true' && key !== '');
}

/** Context keys of VS Code's own, and of extensions for vi's keys. */
const THEIRS = new Set([
  ...['editorTextFocus', 'editorReadonly', 'editorLangId', 'inputFocus', 'scmProvider'],
  ...['inlineSuggestionVisible', 'suggestWidgetVisible', 'inSnippetMode', 'editorHasSelection'],
  ...['hasNextTabstop', 'editorTabMovesFocus', 'config.emmet.triggerExpansionOnTab'],
  ...[
    'vim.active',
    'vim.mode',
    'neovim.init',
    'neovim.mode',
    'resourceLangId',
    'resourceScheme',
    'view',
    'isWeb',
    'remoteName',
  ],
  ...[
    'explorerResourceIsFolder',
    'activeWebviewPanelId',
    'webviewItem',
    'focusedView',
    'viewItem',
    'textInputFocus',
  ],
]);

describe('where it runs', () => {
  test('an entry for Node and one for browsers', () => {
    assert.equal(manifest.main, './dist/extension.cjs');
    assert.equal(manifest.browser, './dist/web/extension.js');
    assert.equal(manifest.extensionKind, undefined); // VS Code’s own order: with the workspace, else in the browser
  });

  test('untrusted and virtual workspaces are limited, and say how', () => {
    for (const name of ['untrustedWorkspaces', 'virtualWorkspaces']) {
      assert.equal(capabilities[name].supported, 'limited');
      assert.ok(capabilities[name].description.length > 20, name);
    }
  });

  test('no setting that decides where code goes may come from an untrusted workspace', () => {
    const own = settings.filter(([, { scope }]) => scope !== 'application').map(([key]) => key);
    assert.ok(own.length > 0);
    assert.deepEqual(
      own.filter(key => /model|endpoint|key|header|cost|proxy/i.test(key)),
      [],
    );
  });

  test('it starts when VS Code has started, and holds up nothing', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
  });
});

describe('the first minute', () => {
  const [walkthrough] = contributes.walkthroughs;

  test('has four steps, each with a picture and its words', () => {
    assert.equal(walkthrough.steps.length, 4);
    for (const { media } of walkthrough.steps) {
      assert.ok(existsSync(path.join(ROOT, media.svg)), media.svg);
      assert.ok(media.altText.length > 0);
    }
  });

  test('is ticked by what the user does, and by nothing else', () => {
    const known = new Set([
      'onContext:inkling.tookSuggestion',
      ...[...declared].map(command => `onCommand:${command}`),
      ...settings.map(([key]) => `onSettingChanged:${key}`),
    ]);
    for (const { id, completionEvents } of walkthrough.steps) {
      assert.ok(completionEvents.length > 0, id);
      const others = completionEvents.filter((event: string) => !known.has(event));
      assert.deepEqual(others, [], id);
    }
  });

  test('leads to no web page', () => {
    assert.doesNotMatch(JSON.stringify(walkthrough), /https?:/);
  });
});

describe('the companion for the user’s side', () => {
  const text = read('src/companion/manifest.json');
  const companion = JSON.parse(text);
  const code = read('src/companion/extension.ts');

  test('runs on the user’s side, on a desktop and in a browser', () => {
    assert.deepEqual(companion.extensionKind, ['ui']);
    assert.equal(companion.browser, companion.main);
  });

  test('is started by what Inkling calls, and has nothing of its own to set', () => {
    const called = Object.values(COMMANDS).map(command => `onCommand:${command}`);
    assert.deepEqual([...companion.activationEvents].sort(), called.sort());
    assert.equal(companion.contributes.configuration, undefined, 'others could write it');
    for (const { command } of companion.contributes.commands) {
      assert.ok(code.includes(`'${command}'`), command);
    }
  });

  test('has no words that are not translated', () => {
    const titles = companion.contributes.commands.map(({ title }: { title: string }) => title);
    for (const title of [companion.description, ...titles]) assert.match(title, /^%.+%$/);
  });
});
