import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, type PlayedHost } from './chromium.ts';
import { type Server, type ServerOptions, startServer } from './server.ts';

export interface WorkbenchOptions extends ServerOptions {
  readonly folder?: string | undefined;
  /** Extensions under development. */
  readonly extensions?: readonly string[];
  /** A module with `run()`, to be run inside the extension host. */
  readonly tests?: string | undefined;
  readonly onLog?: (type: string, line: string) => void;
  readonly played?: PlayedHost;
  /** Runs in the page before anything of the workbench. */
  readonly pageScript?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** An open workbench: the server, the page, and the way out. */
export interface Workbench {
  readonly server: Server;
  readonly browser: Browser;
  readonly page: Page;
  /** The exit code of the tests in the extension host; 73 when the host ended before they did. */
  readonly exited: Promise<number>;
  close(): Promise<void>;
}

/**
 * The workbench reports success also when the extension host is killed in mid-test. So the tests run inside a wrapper that leaves a
 * mark when they have really come to their end.
 */
function wrapTests(tests: string, home: string): string {
  const file = path.join(home, 'run-tests.cjs');
  const mark = path.join(home, 'tests-finished');
  writeFileSync(
    file,
    `exports.run = async () => {
      const { run } = await import(require('node:url').pathToFileURL(${JSON.stringify(tests)}));
      await run();
      require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');
    };`,
  );
  return file;
}

/** Opens the workbench in a headless browser, with extensions under development and, where asked, their tests. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const server = await startServer(options);
  let browser: Browser | undefined;
  try {
    browser = await launchChromium(options.played);
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
      locale: 'en-US',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
    const page = await context.newPage();
    await developInPage(page, developmentOptions(server, options));
    if (options.pageScript !== undefined) await page.addInitScript(options.pageScript);

    let exit: (code: number) => void = () => {};
    const reported = new Promise<number>(resolve => {
      exit = resolve;
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => exit(code));
    await page.exposeFunction('codeAutomationLog', (type: string, values: unknown[]) =>
      options.onLog?.(type, format(...values)),
    );
    page.once('crash', () => exit(70));
    browser.once('disconnected', () => exit(71));
    await page.goto(addressOf(server, options.folder), { waitUntil: 'domcontentloaded' });
    const finished = (): boolean => existsSync(path.join(server.home, 'tests-finished'));
    return {
      server,
      browser,
      page,
      exited: reported.then(code => (code === 0 && !finished() ? 73 : code)),
      async close() {
        await browser?.close().catch(() => {});
        await server.stop();
      },
    };
  } catch (error) {
    await browser?.close().catch(() => {});
    await server.stop();
    throw error;
  }
}

/** The page's address for a folder, or for an empty window; with a file of this machine opened in it. */
export function addressOf(server: Server, folder: string | undefined, file?: string): string {
  const query = new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder });
  if (file !== undefined) {
    const { scheme, authority, path } = server.uri(file);
    query.set('payload', JSON.stringify([['openFile', `${scheme}://${authority}${path}`]]));
  }
  return `${server.origin}/?${query}`;
}

function developmentOptions(server: Server, options: WorkbenchOptions): Record<string, unknown> {
  return {
    extensions: (options.extensions ?? []).map(folder => server.uri(folder)),
    ...(options.tests === undefined
      ? {}
      : { extensionTestsPath: server.uri(wrapTests(options.tests, server.home)) }),
  };
}

/**
 * A built workbench takes extensions under development only from the page's embedder configuration. It is changed in the page after
 * it was parsed and before the (deferred) modules read it.
 */
async function developInPage(page: Page, development: Record<string, unknown>): Promise<void> {
  const script = `document.addEventListener('readystatechange', () => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element || document.readyState !== 'interactive') return;
    const configuration = JSON.parse(element.getAttribute('data-settings'));
    configuration.developmentOptions = { ...configuration.developmentOptions, ...${JSON.stringify(development)} };
    delete configuration.productConfiguration.extensionsGallery;
    delete configuration.productConfiguration.serviceWorker;
    configuration.productConfiguration.enableTelemetry = false;
    element.setAttribute('data-settings', JSON.stringify(configuration));
  });`;
  await page.addInitScript(script);
}
