/** How long a request may take and how much may come, so that no server can hold or flood the editor. */
export interface Limits {
  /** Milliseconds until its headers come, and again until its first byte does. */
  readonly begin: number;
  /** Milliseconds between two pieces of it. */
  readonly idle: number;
  /** Milliseconds for all of it. */
  readonly total: number;
  /** Bytes of it, decoded. */
  readonly bytes: number;
}

/** While typing: an answer that begins later helps nobody. A block is shown while it streams, and ends when something else is typed: it may take long. */
export const TYPING: Limits = { begin: 2500, idle: 1500, total: 20_000, bytes: 64 * 1024 };

/** The same for a server on this machine: a cold model there first reads the whole prompt, and shares the processor with all else. */
export const TYPING_LOCAL: Limits = { begin: 10_000, idle: 6000, total: 60_000, bytes: 64 * 1024 };

/** For a command the user waits, and sees it stream. */
export const COMMAND: Limits = {
  begin: 15_000,
  idle: 15_000,
  total: 120_000,
  bytes: 2 * 1024 * 1024,
};

/** The same for a server on this machine: without a graphics card it reads a prompt of some thousand tokens for a minute before it says its first word. */
export const COMMAND_LOCAL: Limits = { ...COMMAND, begin: 180_000, idle: 30_000, total: 600_000 };

/** Questions about the server itself: which models, which version. */
export const PROBE: Limits = { begin: 4000, idle: 4000, total: 6000, bytes: 2 * 1024 * 1024 };

export const LONGEST_LINE = 256 * 1024;
export const LARGEST_EVENT = 1024 * 1024;
export const MOST_FIELDS = 1000;
/** Of a refusal no more than this is read. */
export const LARGEST_REFUSAL = 64 * 1024;
