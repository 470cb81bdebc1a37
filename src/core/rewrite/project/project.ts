/** The files of a workspace folder, as far as commands look at them. */
export interface Project {
  /** Paths inside of the folder. */
  readonly files: readonly string[];
  /** A file's text with `\n` at its line ends; `undefined` where it can't be read. */
  read(path: string): Promise<string | undefined>;
}
