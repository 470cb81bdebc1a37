// Which keys of others are in ours' way: the same key, where both can be meant.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPLETERS, isOff, valueOff } from '../../../src/core/keys/completers.ts';
import {
  conflictsOf,
  GHOST_KEYS,
  type KeyBinding,
  keyOf,
} from '../../../src/core/keys/conflicts.ts';
import { canBothHold } from '../../../src/core/keys/when.ts';

const TOGETHER: readonly [string | undefined, string | undefined][] = [
  [undefined, 'editorTextFocus'],
  ['editorTextFocus', 'inlineSuggestionVisible'],
  ['editorTextFocus && !a', 'b || a'],
  ["vim.mode == 'Insert'", "vim.active && vim.mode != 'Normal'"],
  ["(!vim.active || vim.mode == 'Insert') && editorTextFocus", "vim.mode == 'Insert'"],
  ['editorLangId == python', 'editorLangId =~ /^(python|go)$/'],
  ['count > 1', 'count < 1'], // numbers are not compared
  ["resourceExtname in 'list'", "!x && resourceExtname not in 'list'"],
  ['this is (not understood', '!this'],
  ['a == true', 'a'],
];
for (const [a, b] of TOGETHER) {
  test(`together: ${a} ┊ ${b}`, () => {
    assert.ok(canBothHold(a, b));
    assert.ok(canBothHold(b, a));
  });
}

const NEVER: readonly [string, string][] = [
  ['editorTextFocus && !vim.active', "vim.active && vim.mode != 'Insert'"],
  ['editorTextFocus', 'terminalFocus && terminalProcessSupported'],
  ["vim.mode == 'Insert'", "vim.mode == 'Normal'"],
  ["vim.mode == 'Insert'", "vim.mode != 'Insert'"],
  ['editorLangId == markdown', '!editorLangId'],
  ['a && !suggestWidgetVisible', 'suggestWidgetVisible && (b || c)'],
  ['a == false', 'a'],
  ['(a || b) && !c', 'c && d || !a && !b'],
];
for (const [a, b] of NEVER) {
  test(`never: ${a} ┊ ${b}`, () => {
    assert.equal(canBothHold(a, b), false);
    assert.equal(canBothHold(b, a), false);
  });
}

test('a key is written in one way, by the platform', () => {
  const binding = { command: 'x', key: 'Shift+Ctrl+K  ALT+X', mac: 'shift+cmd+k' };
  assert.equal(keyOf(binding, 'linux'), 'ctrl+shift+k alt+x');
  assert.equal(keyOf(binding, 'mac'), 'shift+cmd+k');
  assert.equal(keyOf({ command: 'x', key: 'ctrl++' }, 'win'), 'ctrl++');
  assert.equal(keyOf({ command: 'x', key: 'Esc' }, 'win'), 'escape');
  assert.equal(keyOf({ command: 'x', mac: 'cmd+k' }, 'win'), '');
});

const OURS: readonly KeyBinding[] = [
  { command: 'inkling.explain', key: 'alt+i e', when: 'editorTextFocus' },
  { command: 'inkling.hide', key: 'escape', when: 'inlineSuggestionVisible && !vim.active' },
  ...GHOST_KEYS,
];

function found(...bindings: readonly KeyBinding[]): string[] {
  const other = { id: 'a.b', name: 'B', bindings };
  return conflictsOf(OURS, [other], 'linux').map(
    ({ key, ours, command, kind }) =>
      `${key} ${kind}: ${ours.map(one => one.command).join()} ┊ ${command}`,
  );
}

test('the same key is found, where both can be meant', () => {
  assert.deepEqual(found({ command: 'b.x', key: 'Alt+I E' }), [
    'alt+i e same: inkling.explain ┊ b.x',
  ]);
  assert.deepEqual(found({ command: 'b.x', key: 'escape', when: 'vim.active' }), []);
  assert.deepEqual(found({ command: 'b.x', key: 'ctrl+alt+q' }), []);
});

test('a key that begins a longer one is in its way, both ways round', () => {
  assert.deepEqual(found({ command: 'b.x', key: 'alt+i' }), [
    'alt+i theirs-first: inkling.explain ┊ b.x',
  ]);
  assert.deepEqual(found({ command: 'b.x', key: 'alt+] x' }), [
    'alt+] x ours-first: editor.action.inlineSuggest.showNext ┊ b.x',
  ]);
});

test('who takes Tab takes it from every suggestion; who does the same with it is no conflict', () => {
  const commit = 'editor.action.inlineSuggest.commit';
  assert.deepEqual(found({ command: 'tabout', key: 'tab', when: 'editorTextFocus' }), [
    `tab same: ${commit} ┊ tabout`,
  ]);
  assert.deepEqual(found({ command: commit, key: 'tab', when: 'inlineSuggestionVisible' }), []);
  assert.deepEqual(found({ command: 'x', key: 'tab', when: 'suggestWidgetVisible' }), []);
});

test('what a manifest takes away is no key', () => {
  assert.deepEqual(found({ command: '-b.x', key: '' }), []);
});

test('a completer is turned off beside what else its setting says', () => {
  const off = { setting: 'x.enable', value: { '*': false } };
  assert.deepEqual(valueOff(off, { '*': true, python: false }), { '*': false, python: false });
  assert.deepEqual(valueOff({ setting: 'x', value: 'manual' }, 'automatic'), 'manual');
  assert.equal(isOff(off, { '*': false, python: false }), true);
  assert.equal(isOff(off, { '*': false, python: true }), false);
  assert.equal(isOff(off, undefined), false);
  assert.equal(isOff({ setting: 'x', value: false }, false), true);
});

test('the table: ids in lower case, each once, each with a name; settings that are settings', () => {
  const ids = COMPLETERS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, name, off } of COMPLETERS) {
    assert.match(id, /^[a-z\d-]+\.[a-z\d-]+$/);
    assert.ok(name.length > 2);
    if (off !== undefined) assert.match(off.setting, /^[\w-]+(\.[\w-]+)+$/);
  }
});
