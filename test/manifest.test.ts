// What the manifest promises: settings that can be understood and that no repository can misuse, keys that steal nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  conflictsOf,
  GHOST_KEYS,
  type KeyBinding,
  keyOf,
  VSCODE_KEYS,
} from '../src/core/keys/conflicts.ts';
import { canBothHold } from '../src/core/keys/when.ts';
import { DEFAULTS_BY_KEY } from '../src/editor/defaults.ts';
import { changesOf, PROFILES } from '../src/editor/profiles.ts';

interface Setting {
  readonly type?: string | readonly string[];
  readonly scope?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly markdownDescription?: string;
  readonly description?: string;
}

const ROOT = path.join(import.meta.dirname, '..');
const { contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const settings: readonly [string, Setting][] = Object.entries(contributes.configuration.properties);
const bindings: readonly KeyBinding[] = contributes.keybindings;

test('there are few settings', () => {
  assert.ok(settings.length > 0 && settings.length <= 30, String(settings.length));
});

for (const [key, setting] of settings) {
  test(`${key}: scope, default, a description, and one for each choice`, () => {
    assert.match(
      setting.scope ?? '',
      /^(application|machine|window|resource|language-overridable)$/,
    );
    assert.notEqual(setting.default, undefined);
    assert.ok((setting.markdownDescription ?? '').length > 20);
    assert.equal(setting.description, undefined);
    const described = setting.markdownEnumDescriptions?.length;
    assert.equal(described, setting.enum?.length);
    if (setting.enum !== undefined) assert.ok(setting.enum.includes(setting.default));
  });

  test(`${key}: its default is of its type`, () => {
    const { default: value } = setting;
    const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const types = [setting.type].flat();
    assert.ok(types.includes(kind) || (kind === 'number' && types.includes('integer')), kind);
  });
}

test('a command of ours that a key runs is declared; keys of VS Code’s own commands are few and known', () => {
  const declared = new Set(contributes.commands.map(({ command }: KeyBinding) => command));
  const others = bindings.map(({ command }) => command).filter(command => !declared.has(command));
  assert.deepEqual(others, [
    'editor.action.inlineSuggest.acceptNextLine',
    'jumpToNextSnippetPlaceholder',
    'editor.emmet.action.expandAbbreviation',
  ]);
});

test('no key counts everywhere, but for the review’s two strokes', () => {
  const everywhere = bindings.filter(({ when }) => when === undefined);
  assert.deepEqual(
    everywhere.map(({ command }) => command),
    ['inkling.review'],
  );
});

test('no two keys of ours are in each other’s way', () => {
  for (const platform of ['linux', 'mac', 'win'] as const) {
    const conflicts = bindings.flatMap((one, k) => {
      const later = { id: '', name: '', bindings: bindings.slice(k + 1) };
      return conflictsOf([one], [later], platform);
    });
    assert.deepEqual(
      conflicts.map(({ key, command }) => `${key}: ${command}`),
      [],
    );
  }
});

/** Where a key of ours must not count, in the words of VS Code. */
const NEVER: readonly (readonly [what: string, when: string])[] = [
  ['the suggest widget is open', 'editorTextFocus && suggestWidgetVisible'],
  ['Tab moves the focus', 'editorTextFocus && editorTabMovesFocus'],
  ['nothing is suggested', 'editorTextFocus && !inlineSuggestionVisible'],
  [
    'no snippet has a next placeholder, and Emmet does not want it',
    '!hasNextTabstop && !config.emmet.triggerExpansionOnTab',
  ],
  ['the focus is elsewhere', 'terminalFocus'],
  ['the file is read-only', 'editorTextFocus && editorReadonly'],
  ['Vim is in normal mode', "editorTextFocus && vim.active && vim.mode == 'Normal'"],
  ['Neovim is in normal mode', "editorTextFocus && neovim.init && neovim.mode == 'normal'"],
];
const TAB = bindings.filter(one => keyOf(one, 'linux') === 'tab');

for (const [what, when] of NEVER) {
  test(`Tab is not ours where ${what}`, () => {
    assert.ok(TAB.length > 0);
    assert.deepEqual(
      TAB.filter(one => canBothHold(one.when, when)),
      [],
    );
  });
}

test('Tab is ours only for the sake of others: the next placeholder of a snippet, Emmet where the user wants it', () => {
  assert.deepEqual(
    TAB.map(({ command }) => command),
    ['jumpToNextSnippetPlaceholder', 'editor.emmet.action.expandAbbreviation'],
  );
});

test('Escape hides only what is shown, after the suggest widget, and is Vim’s where there is a Vim', () => {
  const [hide] = bindings.filter(one => keyOf(one, 'linux') === 'escape');
  for (const when of [
    '!inlineSuggestionVisible',
    'suggestWidgetVisible',
    'vim.active',
    'neovim.init',
    'terminalFocus',
  ]) {
    assert.equal(canBothHold(hide?.when, when), false, when);
  }
  assert.ok(canBothHold(hide?.when, 'editorTextFocus && inSnippetMode'));
});

test('what asks for ghost text or takes it is for Vim’s insert mode only', () => {
  const ghost = bindings.filter(({ command }) =>
    /^inkling\.trigger|^editor\.action\.inlineSuggest/.test(command),
  );
  assert.ok(ghost.length >= 2);
  for (const { command, when } of ghost) {
    for (const other of [
      "vim.active && vim.mode == 'Visual'",
      "neovim.init && neovim.mode == 'normal'",
    ])
      assert.equal(canBothHold(when, other), false, command);
    for (const other of [
      "vim.active && vim.mode == 'Insert'",
      "neovim.init && neovim.mode == 'insert'",
      '!vim.active',
    ])
      assert.ok(canBothHold(when, other), command);
  }
});

test('on a Mac no key of ours needs Ctrl where Cmd is meant', () => {
  for (const binding of bindings) {
    if (/^ctrl\+(?!alt\+i )/.test(binding.key ?? '')) assert.match(binding.mac ?? '', /^cmd/);
  }
});

test('what a key of VS Code’s does is still so where nothing of ours is on the screen', () => {
  const shared = conflictsOf(bindings, [VSCODE_KEYS], 'linux');
  assert.ok(shared.length > 3);
  for (const { key, ours } of shared)
    for (const { when } of ours)
      assert.equal(canBothHold(when, '!inlineSuggestionVisible && !inkling.preview'), false, key);
});

test('VS Code’s keys for ghost text are none of ours', () => {
  const own = { id: 'inkling.inkling', name: 'Inkling', bindings };
  assert.deepEqual(conflictsOf(GHOST_KEYS, [own], 'linux'), []);
});

for (const { name, values } of PROFILES) {
  test(`profile ${name}: it sets settings that there are, to values that they may have`, () => {
    for (const [key, value] of Object.entries(values)) {
      const setting = settings.find(([other]) => other === key)?.[1];
      assert.ok(setting !== undefined, key);
      assert.notEqual(setting.scope, 'application', `${key} is the user’s alone to decide`);
      if (setting.enum !== undefined) assert.ok(setting.enum.includes(value), String(value));
      else assert.ok([setting.type].flat().includes(value === null ? 'null' : 'integer'), key);
    }
  });
}

test('the balanced profile is how Inkling comes, and all profiles are about the same settings', () => {
  const [quiet, balanced, eager] = PROFILES;
  assert.ok(quiet && balanced && eager);
  assert.deepEqual(
    changesOf(balanced, key => DEFAULTS_BY_KEY[key]),
    [],
  );
  const keys = PROFILES.map(({ values }) => Object.keys(values));
  assert.deepEqual(keys[0], keys[1]);
  assert.deepEqual(keys[1], keys[2]);
});

test('what a profile changes is told, and what is so already is not', () => {
  const [quiet] = PROFILES;
  assert.ok(quiet);
  const changes = changesOf(quiet, key => DEFAULTS_BY_KEY[key]);
  assert.deepEqual(changes[0], {
    setting: 'inkling.confidence',
    from: 'calm',
    to: 'cautious',
  });
  assert.deepEqual(
    changesOf(quiet, key => quiet.values[key]),
    [],
  );
});
