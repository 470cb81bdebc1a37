import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { packageFolder } from './install.ts';

const CACHE = path.join(import.meta.dirname, '.cache');

/** Where the unpacked browser is, and what its process needs in its environment. */
interface Unpacked {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Unpacks the Chromium that the package carries as Brotli archives, once per version, into the kit's own cache. Done in a folder of
 * its own and renamed at the end, so that two runs at once don't see half a browser.
 */
async function unpack(): Promise<Unpacked> {
  const from = packageFolder('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'));
  const home = path.join(CACHE, `chromium-${version}`);
  if (!existsSync(path.join(home, 'chromium'))) await unpackTo(home, from);
  const libraries = [process.env.LD_LIBRARY_PATH, path.join(home, 'lib')].filter(Boolean).join(':');
  const ownFonts = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_FILE: path.join(home, 'fonts.conf') };
  return {
    executable: path.join(home, 'chromium'),
    environment: { LD_LIBRARY_PATH: libraries, ...ownFonts },
  };
}

async function unpackTo(home: string, from: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const temporary = mkdtempSync(path.join(CACHE, 'unpack-'));
  const inflate = (file: string, to: string, mode: number): Promise<void> =>
    pipeline(
      createReadStream(path.join(from, 'bin', file)),
      createBrotliDecompress(),
      createWriteStream(path.join(temporary, to), { mode }),
    );
  await inflate('chromium.br', 'chromium', 0o755);
  for (const archive of ['al2023', 'fonts', 'swiftshader']) {
    await inflate(`${archive}.tar.br`, `${archive}.tar`, 0o644);
    execFileSync('tar', ['xf', `${archive}.tar`], { cwd: temporary });
    rmSync(path.join(temporary, `${archive}.tar`));
  }
  writeFileSync(
    path.join(temporary, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`,
  );
  try {
    renameSync(temporary, home);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(path.join(home, 'chromium'))) throw error; // else another run was faster
  }
}

/** A host of the network that is played by this machine. */
export interface PlayedHost {
  readonly name: string;
  /** The certificate that the browser takes for its own, as PEM. */
  readonly cert: string;
}

/** Starts a headless Chromium that can reach nothing but this machine. @param played a host that it finds here, too. */
export async function launchChromium(played?: PlayedHost): Promise<Browser> {
  const { executable, environment } = await unpack();
  const found = played === undefined ? '' : `MAP ${played.name} 127.0.0.1 , `;
  return chromium.launch({
    executablePath: executable,
    headless: true,
    env: { ...(process.env as Record<string, string>), ...environment },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      // marketplace and telemetry look-ups fail at once instead of timing out
      `--host-resolver-rules=${found}MAP * ~NOTFOUND , EXCLUDE 127.0.0.1`,
      ...(played === undefined ? [] : [`--ignore-certificate-errors-spki-list=${keyOf(played)}`]),
    ],
  });
}

/** The key of a certificate as Chromium names it. */
function keyOf({ cert }: PlayedHost): string {
  const key = createPublicKey(cert).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
