import type { LineChange } from '../place/edit.ts';

/** A file that the user chose for an edit across files, as it was when the model was asked. */
export interface ChosenFile {
  readonly path: string;
  readonly languageId: string;
  readonly lines: readonly string[];
  /** Its names and signatures that other files may use: told where it has no room itself. */
  readonly offers: readonly string[];
}

/** What becomes of one file. */
export interface FileEdit {
  readonly path: string;
  /** It is not there yet: its one hunk gives the empty text way. */
  readonly isNew: boolean;
  /** Top to bottom, none touching another, each with at least one line that is there now: so that its place can be found again. */
  readonly hunks: readonly LineChange[];
}
