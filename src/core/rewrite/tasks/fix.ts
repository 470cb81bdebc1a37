import { isEnough } from '../answer/enough.ts';
import { rewritten } from '../proposal.ts';
import { fencing, REWRITE, REWRITE_AGAIN, type RewriteTask, roomToRewrite } from './task.ts';

/** Rewrites the selection so that what the compiler or linter says of it is no longer true. */
export const fix: RewriteTask = {
  id: 'fix',
  routed: 'fix',
  system: REWRITE,
  followUp: REWRITE_AGAIN,
  replaces: true,
  read: rewritten,
  isEnough,
  ask: (subject, wish) =>
    `Fix the selected lines with the smallest change that mends the cause, and not the symptom.${
      wish === '' ? '' : ` ${wish}`
    }${fencing(subject)}`,
  mostTokens: roomToRewrite,
};
