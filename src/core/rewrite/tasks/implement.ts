import { isEnough } from '../answer/enough.ts';
import { rewritten } from '../proposal.ts';
import { fencing, REWRITE, REWRITE_AGAIN, type RewriteTask } from './task.ts';

/** Writes the body of a function from its signature and its documentation, or what a comment describes below it. */
export const implement: RewriteTask = {
  id: 'implement',
  routed: 'boilerplate',
  system: REWRITE,
  followUp: REWRITE_AGAIN,
  replaces: true,
  grows: true,
  read: rewritten,
  isEnough,
  ask: (subject, wish) =>
    `Implement what the selected lines describe: write them again as they are, signature, documentation and comments, and below them the whole working code.${
      wish === '' ? '' : ` ${wish}`
    }${fencing(subject)}`,
  mostTokens: selected => selected * 2 + 1500,
};
