import { isEnough } from '../answer/enough.ts';
import { rewritten } from '../proposal.ts';
import { fencing, REWRITE, REWRITE_AGAIN, type RewriteTask, roomToRewrite } from './task.ts';

/** What people ask for again and again, in the words for the model. `{case}` is asked of the user. */
export const PRESETS = {
  edgeCase: 'Handle this case, with the same interface: {case}',
  extract: 'Extract what can stand by itself into functions with telling names, beside this code.',
  simplify: 'Simplify it: less nesting, fewer steps, the same behaviour.',
  modernise:
    'Use the modern ways of this language and its standard library, with the same behaviour.',
  rename: 'Rename local variables and parameters for clarity. Names that other code may use stay.',
  faster: 'Make it faster, with the same behaviour, and say what made it slow.',
} as const;

/** Rewrites the selection as the user wishes. */
export const refactor: RewriteTask = {
  id: 'refactor',
  routed: 'refactor',
  system: REWRITE,
  followUp: REWRITE_AGAIN,
  replaces: true,
  read: rewritten,
  isEnough,
  ask: (subject, wish) => `Rewrite the selected lines: ${wish}${fencing(subject)}`,
  mostTokens: roomToRewrite,
};
