import type { Priors } from '../engine.ts';

/** Token sequences that many projects share, by language: help in an empty workspace. */
export const priors: Priors = () => undefined;
