import { type Ending, type Proposal, rewritten } from './proposal.ts';
import type { Subject } from './subject.ts';

/** Reads an answer, whole or not, whose code is all of a document: an empty one, or one that is written anew. It ends with a line end, unless the old one did not. */
export function written(answer: string, subject: Subject, ending: Ending): Proposal {
  const proposal = rewritten(answer, subject, ending);
  const { change } = proposal;
  if (change === undefined || ending !== 'whole' || change.before.at(-1) !== '') return proposal;
  const after = [...change.after, ''];
  const isSame = after.join('\n') === change.before.join('\n');
  return {
    ...proposal,
    change: { ...change, after },
    fault: proposal.fault ?? (isSame ? 'OUT-SAME' : undefined),
  };
}

/** An empty document as what is to change. @param path `` where no answer can name it: an untitled one. */
export function blankAt(path: string, languageId: string): Subject {
  return { path, languageId, lines: [''], start: 0, count: 1 };
}
