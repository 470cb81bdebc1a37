import type { Scope } from '../syntax/scope.ts';
import { type Outcome, silent } from './outcome.ts';
import type { Snapshot } from './types.ts';
import type { Mode } from './wished.ts';

/** What the editor knows besides the text. All of it is gathered before the rules look at it. */
export interface Circumstances {
  /** The user asked by a key, and did not just type. */
  readonly asked: boolean;
  /** … and wants a long one. */
  readonly long: boolean;
  /** We asked the editor to ask again, because there is more to show: no new question starts. */
  readonly again: boolean;
  readonly cursors: number;
  readonly selecting: boolean;
  readonly readOnly: boolean;
  /** The document is code to edit, not an output panel, a commit view, a settings page. */
  readonly editable: boolean;
  readonly languageOn: boolean;
  readonly folderOn: boolean;
  readonly snoozed: boolean;
  /** What the last change of the document was. */
  readonly lastChange: 'typed' | 'accepted' | 'deleted' | 'undone' | 'none';
  /** The user hid a suggestion right here. */
  readonly dismissedHere: boolean;
  /** Keys write text. Not in Vim's other modes, where they are commands. */
  readonly writing: boolean;
  /** The cursor's line as suggestions that the user hid here would have made it. */
  readonly rejectedLines: readonly string[];
  /** The kind of text that the cursor is in, where the user turned it off. */
  readonly scopeOff: Scope | undefined;
  readonly mode: Mode;
  /** Characters that a suggestion must have. */
  readonly leastLength: number;
  /** Milliseconds without a key before a model is asked, where the user set them. */
  readonly delay: number | undefined;
}

/** One cursor in a document to write, in which a key was typed: nothing is in the way. */
export const TYPING: Circumstances = {
  asked: false,
  long: false,
  again: false,
  cursors: 1,
  selecting: false,
  readOnly: false,
  editable: true,
  languageOn: true,
  folderOn: true,
  snoozed: false,
  lastChange: 'typed',
  dismissedHere: false,
  writing: true,
  rejectedLines: [],
  scopeOff: undefined,
  mode: 'auto',
  leastLength: 0,
  delay: undefined,
};

/** One reason to be silent. Soft ones give way when the user asks by a key. */
interface Rule {
  readonly id: string;
  readonly soft: boolean;
  readonly reason: string;
  readonly setting?: string;
  applies(at: Snapshot, now: Circumstances): boolean;
}

/** Lines longer than this are data, not code that somebody types. */
export const LONGEST_LINE = 20_000;

/** Where help is not welcome, in the order in which the reasons are told. */
export const RULES: readonly Rule[] = [
  {
    id: 'language-off',
    soft: true,
    reason: 'Inkling is off for this language.',
    setting: 'inkling.enable',
    applies: (_, now) => !now.languageOn,
  },
  {
    id: 'folder-off',
    soft: true,
    reason: 'Inkling is off in this folder.',
    applies: (_, now) => !now.folderOn,
  },
  {
    id: 'snoozed',
    soft: true,
    reason: 'Inkling is paused for a while.',
    applies: (_, now) => now.snoozed,
  },
  {
    id: 'several-cursors',
    soft: false,
    reason: 'There are several cursors, and a suggestion fits only one of them.',
    applies: (_, now) => now.cursors > 1,
  },
  {
    id: 'read-only',
    soft: false,
    reason: 'This document is read-only.',
    applies: (_, now) => now.readOnly,
  },
  {
    id: 'not-a-document',
    soft: false,
    reason: 'This is not a document to write code in.',
    applies: (_, now) => !now.editable,
  },
  {
    id: 'line-too-long',
    soft: false,
    reason: 'The line is too long for code that somebody types.',
    applies: at => lineLength(at) > LONGEST_LINE,
  },
  {
    id: 'binary',
    soft: false,
    reason: 'This looks like a binary file.',
    applies: at => at.before.includes('\0') || at.after.includes('\0'),
  },
  {
    id: 'scope-off',
    soft: true,
    reason: 'Inkling is off in this kind of text.',
    setting: 'inkling.scopes',
    applies: (_, now) => now.scopeOff !== undefined,
  },
  {
    id: 'selection',
    soft: true,
    reason: 'Text is selected.',
    applies: (_, now) => now.selecting,
  },
  {
    id: 'undone',
    soft: true,
    reason: 'The last change was an undo or redo.',
    applies: (_, now) => now.lastChange === 'undone',
  },
  {
    id: 'dismissed',
    soft: true,
    reason: 'A suggestion was hidden here with Escape.',
    applies: (_, now) => now.dismissedHere,
  },
  {
    id: 'vim-mode',
    soft: true,
    reason: 'Vim is not in insert mode.',
    applies: (_, now) => !now.writing,
  },
  {
    id: 'inside-word',
    soft: true,
    reason: 'The cursor is inside a word.',
    applies: at => /^[\p{L}\p{N}_$]/u.test(at.after),
  },
];

/** The first rule that asks for silence, as the outcome; `undefined` where help is welcome. */
export function whyNotHere(at: Snapshot, now: Circumstances): Outcome | undefined {
  for (const rule of RULES) {
    if (rule.soft && now.asked) continue;
    if (rule.applies(at, now)) return silent('trigger', rule.id, rule.reason, rule.setting);
  }
  return undefined;
}

/** Is this a place to show what is known, but not to ask? A typo taken back brings its suggestion back; deleting asks for nothing new. */
export function whyNotAsk(now: Circumstances): Outcome | undefined {
  if (now.asked || now.lastChange !== 'deleted') return undefined;
  return silent('trigger', 'deleted', 'The last change deleted text.');
}

function lineLength(at: Snapshot): number {
  const end = at.after.indexOf('\n');
  return at.before.length - (at.before.lastIndexOf('\n') + 1) + (end < 0 ? at.after.length : end);
}
