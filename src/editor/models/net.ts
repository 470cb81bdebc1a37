import type { Net } from '../../core/backend/http/net.ts';
import { isOnUsersSide } from '../../core/backend/relay/usersSide.ts';
import { hostNet } from './hostNet.ts';
import { fetchOnUsersSide } from './usersSide.ts';

/** The network as models are asked: that of the extension host, and for the user's own computer the way there. */
export const net: Net = {
  ...hostNet,
  fetch: (input, init) =>
    isOnUsersSide(input) ? fetchOnUsersSide(input, init) : hostNet.fetch(input, init),
};
