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
  ask: (subject, wish) =>
    `Implement what the selected lines describe: their signature, documentation and comments stay as they are, and working code follows them.${
      wish === '' ? '' : ` ${wish}`
    }${fencing(subject)}`,
  mostTokens: selected => selected * 2 + 1500,
};
