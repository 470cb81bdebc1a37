import type { Encoding } from '../core/completion/budget/encoding.ts';
import type { Surroundings } from '../core/completion/context/alike/alike.ts';
import type { Snippet } from '../core/completion/context/snippet.ts';
import type { EngineAnswer, EngineQuery } from '../core/completion/types.ts';

/** A workspace folder: where it is on the disk, and the prefix that its files' paths get where there are several folders. */
export interface Folder {
  readonly root: string;
  /** `` where there is one folder, else its name and `/`. */
  readonly prefix: string;
}

/** What a worker that has no disk asks the extension host for. Paths are those of the folders that it was started on. */
export type FileQuestion =
  | { readonly kind: 'list'; readonly path: string }
  | { readonly kind: 'stat'; readonly path: string }
  | { readonly kind: 'read'; readonly path: string; readonly most: number }
  /** One of what tiktoken needs. */
  | { readonly kind: 'tokens'; readonly file: string }
  | { readonly kind: 'load'; readonly storage: string }
  | { readonly kind: 'save'; readonly storage: string; readonly bytes: Uint8Array };

/** The answer; `error` is a code, and never a text, which could hold paths. */
export type FileAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

/** What the worker is born with. */
export interface WorkerData {
  /** The folder that holds what tiktoken needs. */
  readonly tokens: string;
}

/** What the extension host tells the worker. Messages arrive in their order. */
export type Request =
  | {
      readonly kind: 'start';
      readonly folders: readonly Folder[];
      /** Where the index is kept; `undefined`: in memory only. */
      readonly storage: string | undefined;
      /** Glob patterns of the editor's settings that leave paths out. */
      readonly excludes: readonly string[];
      /** Open files, nearest context first. */
      readonly open: readonly string[];
    }
  | { readonly kind: 'rebuild' }
  | { readonly kind: 'changed'; readonly path: string }
  | { readonly kind: 'removed'; readonly path: string }
  | { readonly kind: 'typing' }
  | { readonly kind: 'query'; readonly id: number; readonly query: EngineQuery }
  | { readonly kind: 'alike'; readonly id: number; readonly around: Surroundings }
  | {
      readonly kind: 'count';
      readonly id: number;
      readonly encoding: Encoding;
      readonly lines: readonly string[];
    }
  /** Learns a text that is on no disk: for a worker of its own, without folders. */
  | { readonly kind: 'teach'; readonly id: number; readonly path: string; readonly text: string }
  | { readonly kind: 'file'; readonly answer: FileAnswer }
  | { readonly kind: 'close' };

/** The index as the user may see it. */
export type IndexState =
  | { readonly kind: 'off' }
  | { readonly kind: 'indexing'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'ready';
      readonly files: number;
      readonly characters: number;
      /** Present when a bound was reached: there are more files than were learned. */
      readonly partial?: string;
    }
  | { readonly kind: 'problem'; readonly code: string; readonly message: string };

/** What the worker tells the extension host. */
export type Response =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: EngineAnswer }
  | { readonly kind: 'snippets'; readonly id: number; readonly snippets: readonly Snippet[] }
  | {
      readonly kind: 'counts';
      readonly id: number;
      /** Tokens of each line; `undefined` where they can't be counted. */
      readonly counts: readonly number[] | undefined;
    }
  | { readonly kind: 'taught'; readonly id: number }
  | { readonly kind: 'state'; readonly state: IndexState }
  | { readonly kind: 'file'; readonly file: number; readonly question: FileQuestion }
  | { readonly kind: 'log'; readonly text: string };
