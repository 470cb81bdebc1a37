import { fromUsersSide } from '../../core/backend/relay/usersSide.ts';
import { hostNet } from './hostNet.ts';

/** In a browser Inkling runs on the user's own computer. */
export const fetchOnUsersSide: typeof fetch = (input, init) =>
  hostNet.fetch(fromUsersSide(input), init);

export async function companionState(): Promise<'not needed'> {
  return 'not needed';
}

export function isKeptByCompanion(): boolean {
  return false;
}

export async function askCompanionFor(): Promise<boolean> {
  return false;
}
