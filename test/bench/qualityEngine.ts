import calibrator from '../../src/core/workspace/calibrator.json' with { type: 'json' };
import { WorkspaceEngine } from '../../src/core/workspace/engine.ts';
import { priors } from '../../src/core/workspace/priors/index.ts';
import type { QualityLine } from './qualityPlaces.ts';

const FLOOR = 1e-5;
const engines = new Map<unknown, WorkspaceEngine>();

/** The rest of the line as the workspace engine would have it, which has learned the other files of the repository; and how sure it is. */
export function engineLine(
  { file, above, after, learned }: QualityLine,
  typed: string,
): { readonly text: string; readonly confidence: number } {
  let engine = engines.get(learned);
  if (engine === undefined) {
    engine = new WorkspaceEngine({ calibrator, priors });
    for (const { path, text } of learned) engine.learn(path, text);
    engines.set(learned, engine);
  }
  const { path, language: languageId } = file;
  const grown = engine.grow({ path, languageId, before: above + typed, after }, FLOOR).at(-1);
  return grown ?? { text: '', confidence: 0 };
}
