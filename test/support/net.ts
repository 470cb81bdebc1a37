import type { Net } from '../../src/core/backend/http/net.ts';

/** The machine's own network. */
export const realNet: Net = {
  fetch,
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  now: () => Date.now(),
};
