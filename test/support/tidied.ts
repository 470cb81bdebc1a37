import assert from 'node:assert/strict';
import { tidy } from '../../src/core/completion/tidy/index.ts';
import { at } from './snapshots.ts';

/** `before█after`, what the engine says, and the text as it looks once accepted, or the rule that dropped it. */
export function checkTidy(
  picture: string,
  said: string,
  expected: string,
  languageId = 'typescript',
): void {
  const snapshot = at(picture, { languageId });
  const result = tidy(said, snapshot);
  if ('kind' in result) {
    assert.equal(result.kind === 'silent' && `dropped: ${result.rule}`, expected);
    return;
  }
  const after = snapshot.after.slice(result.replaces);
  assert.equal(`${snapshot.before}${result.text}█${after}`, expected);
}
