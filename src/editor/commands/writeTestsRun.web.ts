import { RewriteFault } from '../../core/rewrite/faults.ts';

/** A browser runs no programs. @throws RewriteFault RUN-DISK */
export async function ran(): Promise<never> {
  throw new RewriteFault('RUN-DISK');
}
