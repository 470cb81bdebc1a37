import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Real source code that comes inside packages, pinned by version and, once fetched, by the SHA-256 of the archive. */
export interface Corpus {
  readonly use: 'measure' | 'train';
  readonly language: string;
  readonly from: 'npm' | 'pip' | 'go' | 'cargo' | 'maven';
  readonly package: string;
  readonly version: string;
  readonly licence: string;
}

export interface SourceFile {
  readonly path: string;
  readonly language: string;
  readonly text: string;
}

const HERE = import.meta.dirname;
const CACHE = path.join(HERE, '..', '..', '.cache', 'corpora');
const HASHES = path.join(HERE, 'corpora.sha256.json');
const ENDINGS: Readonly<Record<string, string>> = {
  typescript: '.ts',
  javascript: '.js',
  python: '.py',
  go: '.go',
  rust: '.rs',
  java: '.java',
};
const SKIPPED =
  /(^|\/)(dist|node_modules|testdata|vendor|esm|cjs|umd|locales?|META-INF)\/|\.min\.js$|\.d\.ts$/;

/** The corpora of one use that can be had here; those whose package client is missing are left out, with a word. */
export function corporaFor(use: Corpus['use']): Corpus[] {
  const all: Corpus[] = JSON.parse(readFileSync(path.join(HERE, 'corpora.json'), 'utf8'));
  return all.filter(corpus => corpus.use === use && ensure(corpus));
}

/** A corpus's files in its language, line ends unified, sorted by path. */
export function filesOf(corpus: Corpus): SourceFile[] {
  const root = folderOf(corpus);
  return globSync(`**/*${ENDINGS[corpus.language]}`, { cwd: root })
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => !SKIPPED.test(file))
    .sort()
    .map(file => ({
      path: file,
      language: corpus.language,
      text: readFileSync(path.join(root, file), 'utf8').replace(/\r\n?/g, '\n'),
    }))
    .filter(({ text }) => text.length > 200 && text.length < 300_000);
}

/** Where its files are, once they are fetched. */
export function folderOf(corpus: Corpus): string {
  return path.join(CACHE, `${corpus.package.replaceAll(/[/:@]/g, '-')}-${corpus.version}`);
}

function ensure(corpus: Corpus): boolean {
  const folder = folderOf(corpus);
  if (existsSync(path.join(folder, '.complete'))) return true;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const archive = FETCH[corpus.from](corpus, folder);
    checkHash(corpus, archive);
    unpack(archive, folder);
    writeFileSync(path.join(folder, '.complete'), '');
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    console.error(`left out: ${corpus.package} (${corpus.from}): ${reason}`);
    return false;
  }
}

/** Each fetches the archive with the ordinary client of its registry and says where it is. */
const FETCH: Readonly<Record<Corpus['from'], (corpus: Corpus, folder: string) => string>> = {
  npm({ package: name, version }, folder) {
    run('npm', ['pack', '--silent', '--pack-destination', folder, `${name}@${version}`]);
    return only(folder, '.tgz');
  },
  pip({ package: name, version }, folder) {
    run('pip', [
      'download',
      '-q',
      '--no-deps',
      '--only-binary',
      ':all:',
      '-d',
      folder,
      `${name}==${version}`,
    ]);
    return only(folder, '.whl');
  },
  go({ package: name, version }) {
    const environment = { GOFLAGS: '-modcacherw', GOPATH: path.join(CACHE, '.go') };
    return JSON.parse(run('go', ['mod', 'download', '-json', `${name}@${version}`], environment))
      .Zip;
  },
  cargo({ package: name, version }, folder) {
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, 'src', 'main.rs'), '');
    writeFileSync(
      path.join(folder, 'Cargo.toml'),
      `[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${name} = { version = "=${version}", default-features = false }\n`,
    );
    const home = path.join(CACHE, '.cargo');
    run('cargo', ['fetch', '--quiet', '--manifest-path', path.join(folder, 'Cargo.toml')], {
      CARGO_HOME: home,
    });
    rmSync(path.join(folder, 'src'), { recursive: true });
    const [crate] = globSync(`registry/cache/*/${name}-${version}.crate`, { cwd: home });
    return path.join(home, crate ?? 'missing');
  },
  maven({ package: name, version }, folder) {
    const [group = '', artifact = ''] = name.split(':');
    run('mvn', [
      ...['-q', 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'],
      `-Dartifact=${group}:${artifact}:${version}:jar:sources`,
      `-DoutputDirectory=${folder}`,
    ]);
    return only(folder, '.jar');
  },
};

function run(command: string, args: string[], environment: Record<string, string> = {}): string {
  return execFileSync(command, args, {
    cwd: CACHE,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function only(folder: string, ending: string): string {
  const file = readdirSync(folder).find(name => name.endsWith(ending));
  if (file === undefined) throw new Error(`no ${ending} came`);
  return path.join(folder, file);
}

function checkHash(corpus: Corpus, archive: string): void {
  const known: Record<string, string> = existsSync(HASHES)
    ? JSON.parse(readFileSync(HASHES, 'utf8'))
    : {};
  const key = `${corpus.from}:${corpus.package}@${corpus.version}`;
  const hash = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (known[key] === undefined) {
    const all = { ...known, [key]: hash };
    const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(HASHES, `${JSON.stringify(sorted, null, 2)}\n`);
  } else if (known[key] !== hash) throw new Error(`${key} is not what it was when it was pinned`);
}

function unpack(archive: string, folder: string): void {
  if (/\.(tgz|crate)$/.test(archive)) {
    execFileSync('tar', ['xzf', archive, '-C', folder, '--strip-components=1']);
  } else execFileSync('python3', ['-m', 'zipfile', '-e', archive, folder]);
}
