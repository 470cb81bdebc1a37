import type { Net } from '../../src/core/backend/http/net.ts';
import { COMMANDS } from '../../src/core/backend/relay/protocol.ts';
import { type Ground, Relay } from '../../src/core/backend/relay/relay.ts';
import { type Call, relayedFetch } from '../../src/core/backend/relay/relayedFetch.ts';
import { realNet } from './net.ts';

/** The machine's own network, whose timers hold no test up. */
const net: Net = {
  ...realNet,
  later(milliseconds, run) {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** Both ends of the relay, and between them what VS Code lets cross: commands, their arguments and results as JSON. */
export interface Crossing {
  readonly relay: Relay;
  readonly call: Call;
  /** The network as the remote side has it: it takes every address for one on the user's side. */
  readonly net: Net;
}

export function crossing(ground: Partial<Ground> = {}): Crossing {
  const relay = new Relay({
    net,
    mayAsk: () => true,
    keyFor: async () => undefined,
    ...ground,
  });
  const commands: Readonly<Record<string, (value: unknown) => unknown>> = {
    [COMMANDS.open]: value => relay.open(value),
    [COMMANDS.read]: value => relay.read(value),
    [COMMANDS.close]: value => relay.close(value),
  };
  const call: Call = async (command, value) => {
    const run = commands[command];
    if (run === undefined) throw new Error(`command '${command}' not found`);
    return asJson(await run(asJson(value)));
  };
  return { relay, call, net: { ...realNet, fetch: relayedFetch(call) } };
}

/** What is not JSON is lost on the way. */
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
