import type { Rule } from '../rule.ts';
import { EXPOSURE } from './exposure.ts';
import { INJECTION } from './injection.ts';
import { LOGIC } from './logic.ts';
import { SECRECY } from './secrecy.ts';

/** What makes a program insecure. */
export const SECURITY: readonly Rule[] = [...INJECTION, ...SECRECY, ...EXPOSURE];

/** Every rule, by what it guards. They know nothing of each other. */
export const RULES: readonly Rule[] = [...SECURITY, ...LOGIC];
