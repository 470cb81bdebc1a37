import { RewriteFault } from '../../core/rewrite/faults.ts';

/** A browser can't run `git`. */
export const Repository = {
  /** @throws RewriteFault GIT-BROWSER */
  async around(): Promise<never> {
    throw new RewriteFault('GIT-BROWSER');
  },
};
