#!/usr/bin/env node
// A stand-in for the `code` executable: takes desktop VS Code's command line, runs it in the kit's server and browser, and exits with
// the code of the tests. `@vscode/test-electron` starts it where there is no desktop VS Code.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { linkModules, serverNode, vscodeFolder } from '../server.ts';
import { openWorkbench } from '../workbench.ts';

const MOST_MILLISECONDS = 300_000;
/** Lines that the workbench writes about itself. */
const NOISE =
  /^(Resolv|Creating a socket|\[reconnection|Ignoring fetching|Updating additional|Error while fetching|\[AgentHost|\[AccountPolicyGate|Creation of workbench)/;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'install-extension': { type: 'string' },
  },
});

if (values['install-extension'] !== undefined) {
  linkModules();
  const server = path.join(vscodeFolder(), 'out', 'server-main.js');
  const result = spawnSync(
    serverNode(),
    [server, '--accept-server-license-terms', ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exit(result.status ?? 1);
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const workbench = await openWorkbench({
  folder: positionals[0] === undefined ? undefined : path.resolve(positionals[0]),
  extensions: (values.extensionDevelopmentPath as string[] | undefined) ?? [],
  tests: text(values.extensionTestsPath),
  userDataDir: text(values['user-data-dir']),
  extensionsDir: text(values['extensions-dir']),
  onLog: (_type, line) => {
    if (!NOISE.test(line)) console.log(line);
  },
});
const code = await Promise.race([
  workbench.exited,
  new Promise<number>(resolve => setTimeout(() => resolve(72), MOST_MILLISECONDS).unref()),
]);
if (code === 73) console.error('the extension host ended before the tests did');
if (code === 72) console.error('the tests took too long');
await workbench.close();
process.exit(code);
