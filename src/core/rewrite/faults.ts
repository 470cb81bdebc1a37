/**
 * All that can go wrong with a command besides the model's connection, by code, in the words of `core/backend/errors.ts`: what did not happen, why, what to do. `{name}` is filled in;
 * the editor translates the template.
 */
export const REWRITE_FAULTS = {
  'DOC-NONE': 'Nothing was sent. No document is open. Open one first.',
  'DOC-SELECT':
    'Nothing was sent. Nothing is selected, and no function is at the cursor. Select the code first.',
  'DOC-EMPTY': 'Nothing was sent. Only blank lines are selected. Select some code.',
  'DOC-READONLY': 'Nothing was sent. This file is read-only. Make it writable first.',
  'DOC-BIG': 'Nothing was sent. This text is too large. Select less, or open a smaller file.',
  'DOC-BINARY': 'Nothing was sent. This looks like a binary file. Select code in a text file.',
  'DOC-EXCLUDED':
    'Nothing was sent. This file is excluded, or looks like a place of secrets. See .inklingignore.',
  'DOC-SECRET':
    'Nothing was sent. The selection holds what looks like a secret, and a rewrite would lose it. Select around it.',
  'DOC-TRUST': 'Nothing was sent. This workspace is not trusted. Trust it first.',
  'DOC-CLOSED': 'Nothing was applied. The file was closed. Open it to apply.',
  'DOC-CHANGED': 'Nothing was applied. The code changed since this was made. Regenerate.',
  'DOC-STYLE':
    'Nothing was sent. How {language} is documented is not known here. Use Refactor Selection.',
  'DOC-HAS':
    'Nothing was sent. {name} has documentation already. Use Refactor Selection to change it.',
  'DOC-PLACE':
    'Nothing was sent. For {name} there is no line of its own for documentation. Break the line first.',
  'DOC-SYNTAX':
    'Nothing was sent. This needs a language whose syntax is known here. Use Refactor Selection.',
  'DOC-NOERROR': 'Nothing was sent. There is no error at the cursor. Put the cursor on one.',
  'ASK-NOTHING': 'Nothing was sent. No answer is on the screen to follow up. Ask for one first.',
  'REQ-ROOM':
    'Nothing was sent. It needs about {tokens} tokens, and {model} has room for {room}. Select less.',
  'REQ-FILE':
    'Nothing was sent. {path} needs about {tokens} tokens, and {model} has room for {room}. Leave it out.',
  'DOC-FILE': 'Nothing was sent. {path} can not be edited: {why}. Leave it out.',
  'DOC-NOFOLDER': 'Nothing was read. No folder is open. Open one first.',
  'DOC-NOCODE':
    'Nothing was told. This folder has no code whose imports can be read. Open another one.',
  'DOC-FILES': 'Nothing was sent. No file was chosen. Choose at least one.',
  'OUT-NOCODE': 'Nothing was changed. The answer contained no code. Follow up, or regenerate.',
  'OUT-LANGUAGE':
    'Nothing was changed. The answer was in another language. Follow up, or regenerate.',
  'OUT-PATCH':
    'Nothing was changed. The answer was a patch, and not code. Follow up, or regenerate.',
  'OUT-FILE': 'Nothing was changed. The answer was for another file. Follow up, or regenerate.',
  'OUT-CUT':
    'Nothing was changed. The answer ended before it was whole. Select less, or regenerate.',
  'OUT-SAME':
    'Nothing was changed. The answer is the code as it is. Follow up to say what is missing.',
  'OUT-UNFIT':
    'Nothing was changed. No part of the answer fits the chosen files: {why} Regenerate.',
  'OUT-CODE': 'Nothing was changed. More than comments would have changed. Regenerate.',
  'OUT-NOTESTS': 'Nothing was changed. The answer contained no new test. Follow up, or regenerate.',
  'OUT-BUG':
    'Nothing was changed. The tests are right, says the model, and the code is wrong: {why}',
  'OUT-REGEX': 'Nothing was inserted. JavaScript can not read the expression: {why}. Regenerate.',
  'OUT-TESTS': 'Nothing was changed. No code can pass these tests, says the model: {why}',
  'OUT-AGAIN':
    'Nothing was changed. The answer was tests, and not the code that is to pass them. Follow up, or regenerate.',
  'TEST-NONE': 'Nothing was sent. There are no tests for {path} yet. Write some first.',
  'TEST-LANGUAGE':
    'Nothing was sent. No framework for tests is known here for {language}. Use Refactor Selection.',
  'NEW-LANGUAGE':
    'Nothing was sent. What {language} is scaffolded in is not known here. Open a file of the code first.',
  'RUN-MISSING': 'Nothing was run. {what} is not installed. Run {install} first.',
  'RUN-DISK': 'Nothing was run. This folder is on no disk of this machine. Open a local one.',
  'RUN-FAILED': 'The tests fail. See the output, or let them be repaired.',
  'RUN-CODE': 'The tests do not pass yet. See the output, or let the code be repaired.',
  'RUN-STILL': 'The tests still fail after {times} repairs. See the output.',
  'RUN-NONE': 'The tests were not found by {framework}. See its output.',
  'RUN-TOOL': 'Nothing was run. {what} was not found on this machine. Install it first.',
  'GIT-NONE': 'Nothing was done. git was not found on this machine. Install it first.',
  'GIT-BROWSER': 'Nothing was done. A browser can not run git. Open the folder in desktop VS Code.',
  'GIT-REPO': 'Nothing was done. This folder is in no git repository. Open one first.',
  'GIT-UNASKED': 'Nothing was written. No changes were reviewed yet. Review some first.',
  'GIT-RANGE': 'Nothing was reviewed. git does not know {range}. Write it like main..HEAD.',
  'GIT-EMPTY': 'Nothing was reviewed. There is no change of text. Choose other changes.',
  'GIT-FAILED': 'Nothing was done. git failed ({status}). See its message in the log.',
  'GIT-HISTORY':
    'Nothing was compared. Too little code was committed lately. Commit some, or fetch more history.',
  'EDIT-REFUSED': 'Nothing was applied. VS Code did not accept the edit. Try again.',
  'EDIT-MISMATCH':
    'Nothing was applied. The edit did not arrive as previewed and was undone. Try again.',
  'EDIT-DONE': 'Nothing was applied. It was applied already. Undo takes it back.',
  'EDIT-NOHUNK': 'Nothing was applied. No change is at the cursor. Put the cursor on one.',
  'EDIT-GONE':
    'Nothing was taken back. There is no change of ours that is still as it was. Use Undo.',
} as const;

export type RewriteFaultCode = keyof typeof REWRITE_FAULTS;

/** A command that ends without what was wanted, with a reason for people. */
export class RewriteFault extends Error {
  override readonly name = 'RewriteFault';
  readonly code: RewriteFaultCode;
  readonly facts: Readonly<Record<string, string>>;

  constructor(code: RewriteFaultCode, facts: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** The sentence for people, in one line. */
export function tellRewriteFault(
  { code, facts }: RewriteFault,
  translate: (template: string) => string = template => template,
): string {
  const text = translate(REWRITE_FAULTS[code]).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => facts[name] ?? whole,
  );
  return `Inkling: ${text} (${code})`;
}
