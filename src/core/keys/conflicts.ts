import { canBothHold } from './when.ts';

/** A key as an extension's manifest declares it. */
export interface KeyBinding {
  readonly command: string;
  readonly key?: string;
  readonly mac?: string;
  readonly linux?: string;
  readonly win?: string;
  readonly when?: string;
}

export type Platform = 'mac' | 'linux' | 'win';

/** Somebody who declares keys. */
export interface KeyOwner {
  readonly id: string;
  readonly name: string;
  readonly bindings: readonly KeyBinding[];
}

/** A key of somebody else's that means something to us too, where both may be meant. */
export interface KeyConflict {
  readonly key: string;
  readonly command: string;
  readonly owner: KeyOwner;
  /** When it counts there. */
  readonly when: string | undefined;
  /** What we want the same key for, or those that it begins. */
  readonly ours: readonly KeyBinding[];
  /**
   * Both keys are the same, or one is the beginning of the other:
   *
   *     ours: alt+i e    theirs: alt+i      theirs-first
   *     ours: alt+\      theirs: alt+\ x    ours-first
   */
  readonly kind: 'same' | 'theirs-first' | 'ours-first';
}

const KINDS = ['same', 'theirs-first', 'ours-first'] as const;

/** Keys for ghost text that VS Code has, with what they ask for before they count, ours beside them: whoever takes one of these takes it from every suggestion. */
const VISIBLE = 'editorTextFocus && inlineSuggestionVisible';
export const GHOST_KEYS: readonly KeyBinding[] = [
  {
    command: 'editor.action.inlineSuggest.commit',
    key: 'tab',
    when: `${VISIBLE} && !suggestWidgetVisible && !editorTabMovesFocus && !editorHoverFocused && inlineSuggestionHasIndentationLessThanTabSize && !inSnippetMode && !config.emmet.triggerExpansionOnTab`,
  },
  {
    command: 'editor.action.inlineSuggest.acceptNextWord',
    key: 'ctrl+right',
    mac: 'cmd+right',
    when: `${VISIBLE} && !accessibilityModeEnabled`,
  },
  { command: 'editor.action.inlineSuggest.showNext', key: 'alt+]', when: VISIBLE },
  { command: 'editor.action.inlineSuggest.showPrevious', key: 'alt+[', when: VISIBLE },
];

/** What VS Code itself does with keys of ours, where ours do not count. Its own keys can't be asked for; these are known. */
export const VSCODE_KEYS: KeyOwner = {
  id: 'vscode',
  name: 'VS Code',
  bindings: [
    { command: 'closeFindWidget', key: 'escape', when: 'editorFocus && findWidgetVisible' },
    { command: 'leaveSnippet', key: 'escape', when: 'inSnippetMode && textInputFocus' },
    { command: 'cancelSelection', key: 'escape', when: 'editorHasSelection && textInputFocus' },
    {
      command: 'workbench.action.moveEditorToNextGroup',
      key: 'ctrl+alt+right',
      mac: 'ctrl+cmd+right',
    },
    {
      command: 'editor.action.insertLineAfter',
      key: 'ctrl+enter',
      mac: 'cmd+enter',
      when: 'editorTextFocus && !editorReadonly',
    },
    {
      command: 'deleteWordLeft',
      key: 'ctrl+backspace',
      mac: 'alt+backspace',
      when: 'textInputFocus && !editorReadonly',
    },
    {
      command: 'editor.action.inlineSuggest.commit',
      key: 'tab',
      when: `${VISIBLE} && !suggestWidgetVisible`,
    },
  ],
};

/** Where our keys and others' are the same, and can be meant at the same time. A command that does the same is no conflict. */
export function conflictsOf(
  ours: readonly KeyBinding[],
  others: readonly KeyOwner[],
  platform: Platform,
): KeyConflict[] {
  return others.flatMap(owner =>
    owner.bindings.flatMap(theirs => {
      const key = keyOf(theirs, platform);
      const { command, when } = theirs;
      const meets = (mine: KeyBinding): boolean =>
        mine.command !== command && canBothHold(mine.when, when);
      return KINDS.flatMap(kind => {
        const met = ours.filter(mine => kindOf(keyOf(mine, platform), key) === kind && meets(mine));
        return met.length === 0 ? [] : [{ key, command, owner, when, ours: met, kind }];
      });
    }),
  );
}

function kindOf(ours: string, theirs: string): KeyConflict['kind'] | undefined {
  if (ours === '' || theirs === '' || theirs.startsWith('-')) return undefined;
  if (ours === theirs) return 'same';
  if (ours.startsWith(`${theirs} `)) return 'theirs-first';
  return theirs.startsWith(`${ours} `) ? 'ours-first' : undefined;
}

const MODIFIERS = ['ctrl', 'shift', 'alt', 'cmd', 'win', 'meta'];

/** The key on a platform, always written the same way: `Shift+Ctrl+K Ctrl+X` ⇒ `ctrl+shift+k ctrl+x`; `` where it has none there. */
export function keyOf(binding: KeyBinding, platform: Platform): string {
  const key = binding[platform] ?? binding.key ?? '';
  return key.trim().toLowerCase().split(/\s+/).map(strokeOf).join(' ');
}

function strokeOf(stroke: string): string {
  // the key itself may be a plus
  const parts = stroke.split(/\+(?=.)/).map(part => (part === 'esc' ? 'escape' : part));
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1);
  modifiers.sort((a, b) => MODIFIERS.indexOf(a) - MODIFIERS.indexOf(b));
  return [...modifiers, key].join('+');
}
