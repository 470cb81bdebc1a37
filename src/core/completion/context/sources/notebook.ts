import type { ContextSource } from '../snippet.ts';

/** A cell with code. */
export interface Cell {
  readonly uri: string;
  readonly text: string;
}

/** Cells that go along at most, on each side. */
const ABOVE = 4;
const BELOW = 1;

/**
 * The cells of a notebook are one program: those above the cursor's stand for what ran before it, the nearest last.
 *
 *     [1] import pandas as pd      [2] df = pd.read_csv(…)      [3] df.█
 *
 * @param of the notebook that a cell is in; `undefined` for what is no cell.
 */
export function notebookSource(
  of: (uri: string) => { readonly path: string; readonly cells: readonly Cell[] } | undefined,
): ContextSource {
  return {
    name: 'notebook',
    offer(at) {
      const notebook = of(at.uri);
      const here = notebook?.cells.findIndex(cell => cell.uri === at.uri) ?? -1;
      if (notebook === undefined || here < 0) return [];
      const { path } = notebook;
      const above = notebook.cells.slice(Math.max(0, here - ABOVE), here);
      const below = notebook.cells.slice(here + 1, here + 1 + BELOW);
      return [
        ...above.map((cell, k) => ({ cell, distance: above.length - k })),
        ...below.map((cell, k) => ({ cell, distance: ABOVE + 1 + k })),
      ].map(({ cell, distance }) => ({
        path,
        text: cell.text,
        why: 'a cell of this notebook',
        worth: 0.6 / distance,
      }));
    },
  };
}
