import * as vscode from 'vscode';
import { COMMANDS, type Consent } from '../core/backend/relay/protocol.ts';
import { Relay } from '../core/backend/relay/relay.ts';
import { hostNet } from '../editor/models/hostNet.ts';
import { Keys } from '../editor/models/keys.ts';
import { AskingConsent } from './askingConsent.ts';
import { askKey, askPortAndKey, originOf } from './keys.ts';
import { isRemoteWindow } from './remote.ts';

/**
 * Inkling Local Models: in a remote window Inkling runs on the remote side, and this on the user's. It passes questions on to model servers on the user's own
 * computer. All of its commands but the last two are called by Inkling; since others can call them too, each looks for itself whether it may.
 */
export function activate({ subscriptions, globalState, secrets }: vscode.ExtensionContext): void {
  const asking = new AskingConsent(globalState);
  const keys = new Keys(secrets);
  const relay = new Relay({
    net: hostNet,
    mayAsk: port => asking.given(port),
    keyFor: port => keys.get(originOf(port)),
  });
  const hello = (): Consent => {
    if (!isRemoteWindow()) return 'not needed';
    return asking.given() ? 'given' : 'missing';
  };
  const commands: Readonly<Record<string, (value: unknown) => unknown>> = {
    [COMMANDS.hello]: hello,
    [COMMANDS.allow]: port => asking.ask(port),
    [COMMANDS.askKey]: port => asking.given(Number(port)) && askKey(Number(port), keys),
    [COMMANDS.open]: question => relay.open(question),
    [COMMANDS.read]: id => relay.read(id),
    [COMMANDS.close]: id => relay.close(id),
    'inklingLocal.remotes': () => asking.showRemotes(),
    'inklingLocal.setKey': () => askPortAndKey(keys),
  };
  for (const [id, run] of Object.entries(commands)) {
    subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  subscriptions.push({ dispose: () => relay.closeAll() });
}
