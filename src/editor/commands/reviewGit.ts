import { execFile } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { ChangedFile } from '../../core/rewrite/review/byRules.ts';
import { type Changed, GIT_DIFF, readChange } from '../../core/rewrite/review/changes.ts';
import { languageOf } from '../../core/rewrite/review/languageOf.ts';

/** Which changes: those that will be committed, those that will not yet, or those between two commits. */
export type ChangeKind =
  | { readonly kind: 'staged' }
  | { readonly kind: 'unstaged' }
  | { readonly kind: 'range'; readonly range: string };

/** A change as it is reviewed. */
export interface ReviewedChange {
  readonly root: vscode.Uri;
  readonly files: readonly ChangedFile[];
  /** Files that are left out: binary, too large, no text. */
  readonly left: readonly string[];
}

const MOST_OUTPUT = 64_000_000;
/** Characters of a file that is looked at, and files of one change. */
const LARGEST_FILE = 1_000_000;
const MOST_FILES = 500;

/** What a repository could make git run is turned off: helpers of its own for differences, and its file watcher. */
const GUARDED = ['-c', 'core.fsmonitor=false', '-c', 'diff.external=', '-c', 'core.pager=cat'];

/** A git repository, asked through the program `git`. */
export class Repository {
  readonly root: string;
  private readonly program: string;
  private readonly log: (text: string) => void;

  private constructor(root: string, program: string, log: (text: string) => void) {
    this.root = root;
    this.program = program;
    this.log = log;
  }

  /** The repository that a folder is in. @throws RewriteFault GIT-NONE, GIT-REPO */
  static async around(folder: string, log: (text: string) => void): Promise<Repository> {
    const program = vscode.workspace.getConfiguration('git').inspect<string>('path')?.globalValue;
    const found = new Repository(folder, typeof program === 'string' ? program : 'git', log);
    const root = await found.ask(['rev-parse', '--show-toplevel'], 'GIT-REPO');
    return new Repository(root.trim(), found.program, log);
  }

  /** How many files are changed. */
  async count(kind: 'staged' | 'unstaged'): Promise<number> {
    const names = await this.ask([
      ...GIT_DIFF,
      '--name-only',
      ...(kind === 'staged' ? ['--cached'] : []),
    ]);
    const fresh = kind === 'unstaged' ? await this.untracked() : [];
    return names.split('\n').filter(name => name !== '').length + fresh.length;
  }

  /** The text of a change. @throws RewriteFault GIT-RANGE, GIT-EMPTY, GIT-FAILED */
  async change(what: ChangeKind): Promise<ReviewedChange> {
    const revision = what.kind === 'range' ? await this.revisionsOf(what.range) : undefined;
    const which = what.kind === 'staged' ? ['--cached'] : (revision?.range ?? []);
    const { files, binary } = readChange(await this.ask([...GIT_DIFF, ...which, '--']));
    const fresh = what.kind === 'unstaged' ? await this.untracked() : [];
    const all = [...files, ...fresh.map(name => wholly(name))];
    const left = [...binary, ...all.slice(MOST_FILES).map(({ path: name }) => name)];
    const texts: ChangedFile[] = [];
    for (const file of all.slice(0, MOST_FILES)) {
      const text = await this.textOf(file.path, what.kind, revision?.end);
      const languageId = languageOf(file.path);
      if (text === undefined || text.includes('\0') || text.length > LARGEST_FILE)
        left.push(file.path);
      else
        texts.push({
          ...file,
          text: text.replaceAll('\r\n', '\n'),
          languageId: languageId ?? 'plaintext',
        });
    }
    if (texts.length + left.length === 0) throw new RewriteFault('GIT-EMPTY');
    return { root: vscode.Uri.file(this.root), files: texts, left };
  }

  /** The last commits, the newest first. */
  async commits(): Promise<readonly { readonly id: string; readonly title: string }[]> {
    const text = await this.ask([
      'log',
      '-n',
      '30',
      '--no-color',
      '--format=%h%x09%s',
      'HEAD',
    ]).catch(() => '');
    return text.split('\n').flatMap(line => {
      const [id = '', title = ''] = line.split('\t');
      return id === '' ? [] : [{ id, title }];
    });
  }

  private async untracked(): Promise<string[]> {
    const text = await this.ask([
      'ls-files',
      '-z',
      '--others',
      '--exclude-standard',
      '--full-name',
      ':/',
    ]);
    return text.split('\0').filter(name => name !== '');
  }

  /** `a..b`, `a...b`; of one commit alone, what it did. */
  private async revisionsOf(text: string): Promise<{ range: readonly string[]; end: string }> {
    const [, from = '', dots, to = ''] = /^(.*?)(\.{2,3})(.*)$/.exec(text.trim()) ?? [];
    const fault = new RewriteFault('GIT-RANGE', { range: text.trim() });
    const verified = async (name: string): Promise<string> => {
      const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
      return (await this.ask(args).catch(() => Promise.reject(fault))).trim();
    };
    if (dots === undefined) {
      const end = await verified(text.trim());
      const parent = await verified(`${end}^`).catch(() => EMPTY_TREE);
      return { range: [parent, end], end };
    }
    const start = await verified(from || 'HEAD');
    const end = await verified(to || 'HEAD');
    if (dots === '..') return { range: [start, end], end };
    const base = (
      await this.ask(['merge-base', start, end]).catch(() => Promise.reject(fault))
    ).trim();
    return { range: [base, end], end };
  }

  private async textOf(
    name: string,
    kind: ChangeKind['kind'],
    end?: string,
  ): Promise<string | undefined> {
    if (kind !== 'unstaged')
      return this.ask(['show', '--no-textconv', `${end ?? ''}:${name}`]).catch(() => undefined);
    const file = path.join(this.root, name);
    try {
      const { size } = await lstat(file);
      const isFile = (await lstat(file)).isFile();
      return isFile && size <= LARGEST_FILE * 4 ? await readFile(file, 'utf8') : undefined;
    } catch {
      return undefined; // gone meanwhile
    }
  }

  /** @throws RewriteFault GIT-NONE where there is no git, else `fault`. */
  private async ask(
    args: readonly string[],
    fault: 'GIT-REPO' | 'GIT-FAILED' = 'GIT-FAILED',
  ): Promise<string> {
    return (await this.read(args, '', fault)).toString('utf8');
  }

  /**
   * What git prints.
   *
   * @param input what it reads.
   * @throws RewriteFault GIT-NONE where there is no git, else `fault`.
   */
  read(
    args: readonly string[],
    input = '',
    fault: 'GIT-REPO' | 'GIT-FAILED' = 'GIT-FAILED',
  ): Promise<Buffer> {
    const options = {
      encoding: 'buffer' as const,
      cwd: this.root,
      maxBuffer: MOST_OUTPUT,
      windowsHide: true,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    };
    return new Promise((resolve, reject) => {
      const child = execFile(this.program, [...GUARDED, ...args], options, (error, stdout) => {
        if (error === null) resolve(stdout);
        else if (error.code === 'ENOENT') reject(new RewriteFault('GIT-NONE'));
        else {
          this.log(`git ${args[0]}: ${error.code ?? 'failed'}`);
          reject(new RewriteFault(fault, { status: String(error.code ?? '?') }));
        }
      });
      child.stdin?.on('error', () => {}); // it ended before it read all: how it ended tells
      child.stdin?.end(input);
    });
  }
}

/** What git compares a first commit with. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** A file that is new as a whole. */
function wholly(name: string): Changed {
  return { path: name, added: [{ from: 0, to: Number.MAX_SAFE_INTEGER }] };
}
