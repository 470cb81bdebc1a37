import { importReaders } from './importReaders.ts';
import type { Syntax } from './syntax.ts';

/** One name that an import brings in. */
export interface ImportedName {
  /** Its name in the other file; `*` for the whole of it. */
  readonly name: string;
  /** Its name here. */
  readonly as: string;
}

/** What a file takes from one other. */
export interface Import {
  /** The other as it is written: `./money`, `os.path`, `crate::store`, `stdio.h`. */
  readonly from: string;
  /** Empty where the language brings all of it in without saying names. */
  readonly names: readonly ImportedName[];
  readonly start: number;
  readonly end: number;
}

/** The imports of a text, in its order. `[]` where the text is too long to be parsed. */
export function importsIn(syntax: Syntax, text: string): Import[] {
  const { file, imports } = syntax.grammar;
  const read = importReaders[file];
  if (read === undefined) return [];
  return (
    syntax.read(text, root =>
      root.descendantsOfType([...imports]).flatMap(node =>
        node === null
          ? []
          : read(node.text).map(found => ({
              ...found,
              start: node.startIndex,
              end: node.endIndex,
            })),
      ),
    ) ?? []
  );
}
