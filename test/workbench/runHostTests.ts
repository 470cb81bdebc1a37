import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';

const HERE = import.meta.dirname;

/**
 * Runs `host/suite.ts` inside the extension host: in the kit's workbench on Linux x64, in desktop VS Code elsewhere or when
 * INKLING_DESKTOP=1. The entry is the same; only the executable differs.
 */
export async function runHostTests(): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-host-'));
  cpSync(path.join(HERE, '..', 'fixtures', 'sample-project'), folder, { recursive: true });
  try {
    const results = await runInHost(path.join(HERE, 'host', 'suite.ts'), folder);
    return (results as { passed: number; failed: number } | undefined) ?? { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a suite inside the extension host of a VS Code that has `folder` open; gives what it wrote to INKLING_RESULTS, if it did. */
export async function runInHost(suite: string, folder: string): Promise<unknown> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'inkling-results-'));
  const results = path.join(home, 'results.json');
  const desktop = process.env.INKLING_DESKTOP === '1' || process.platform !== 'linux';
  try {
    await runTests({
      ...(desktop
        ? {}
        : {
            vscodeExecutablePath: path.join(HERE, 'kit', 'bin', 'code.ts'),
            reuseMachineInstall: true,
          }),
      extensionDevelopmentPath: path.join(HERE, '..', '..'),
      extensionTestsPath: suite,
      launchArgs: [folder, '--disable-workspace-trust'],
      extensionTestsEnv: { INKLING_RESULTS: results },
    }).catch(error => console.error(String(error)));
    return existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
