import type { Net } from '../../core/backend/http/net.ts';

/** The extension host's own network: its `fetch` honours VS Code's proxy and certificate settings. */
export const hostNet: Net = {
  fetch: (input, init) => fetch(input, init),
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  now: () => Date.now(),
};
