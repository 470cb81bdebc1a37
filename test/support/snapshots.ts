import type { Circumstances } from '../../src/core/completion/trigger.ts';
import type { Engine, EngineAnswer, Snapshot } from '../../src/core/completion/types.ts';

/** A snapshot drawn as text, `█` for the cursor. */
export function at(picture: string, more: Partial<Snapshot> = {}): Snapshot {
  const [before = '', after = ''] = picture.split('█');
  return {
    uri: 'file:///a.ts',
    path: 'a.ts',
    languageId: 'typescript',
    version: 1,
    before,
    after,
    ...more,
  };
}

/** Nothing in the way: the user types in a document that Inkling is on for. */
export const WELCOME: Circumstances = {
  asked: false,
  cursors: 1,
  selecting: false,
  readOnly: false,
  editable: true,
  languageOn: true,
  folderOn: true,
  snoozed: false,
  lastChange: 'typed',
  dismissedHere: false,
  rejectedLine: undefined,
};

/** An engine that always says the same, and counts how often it is asked. */
export function engineSaying(text: string, origin = 'workspace'): Engine & { asked: number } {
  return {
    origin,
    asked: 0,
    async suggest(): Promise<EngineAnswer> {
      this.asked++;
      return text === ''
        ? { kind: 'nothing', why: 'unsure', best: 0.4 }
        : { kind: 'text', text, confidence: 0.9 };
    },
  };
}
