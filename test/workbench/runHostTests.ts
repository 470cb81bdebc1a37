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
  const results = path.join(folder, '.results.json');
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
      extensionTestsPath: path.join(HERE, 'host', 'suite.ts'),
      launchArgs: [folder, '--disable-workspace-trust'],
      extensionTestsEnv: { INKLING_RESULTS: results },
    }).catch(error => console.error(String(error)));
    if (!existsSync(results)) return { passed: 0, failed: 1 };
    return JSON.parse(readFileSync(results, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
