// Keys that a person can predict: they steal nothing from anybody, and not from each other.
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

const ROOT = path.join(import.meta.dirname, '..');
const { contributes } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const bindings: readonly KeyBinding[] = contributes.keybindings;

test('a command of ours that a key runs is declared; keys of VS Code’s own commands are few and known', () => {
  const declared = new Set(contributes.commands.map(({ command }: KeyBinding) => command));
  const others = bindings.map(({ command }) => command).filter(command => !declared.has(command));
  assert.deepEqual(others, [
    'editor.action.inlineSuggest.acceptNextLine',
    'jumpToNextSnippetPlaceholder',
    'editor.emmet.action.expandAbbreviation',
  ]);
});

test('what counts everywhere has two strokes', () => {
  const everywhere = bindings.filter(({ when }) => when === undefined);
  for (const binding of everywhere) assert.match(keyOf(binding, 'linux'), /^alt\+i \w$/);
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

/** Nothing of ours is on the screen. */
const NOTHING = '!inlineSuggestionVisible && !inkling.preview && !inkling.files';

test('what a key of VS Code’s does is still so where nothing of ours is on the screen', () => {
  const shared = conflictsOf(bindings, [VSCODE_KEYS], 'linux');
  assert.ok(shared.length > 3);
  for (const { key, ours } of shared)
    for (const { when } of ours) assert.equal(canBothHold(when, NOTHING), false, key);
});

test('VS Code’s keys for ghost text are none of ours', () => {
  const own = { id: 'inkling.inkling', name: 'Inkling', bindings };
  assert.deepEqual(conflictsOf(GHOST_KEYS, [own], 'linux'), []);
});
