import { LineIndex } from '../../../src/core/completion/context/alike/lineIndex.ts';
import calibrator from '../../../src/core/workspace/calibrator.json' with { type: 'json' };
import { WorkspaceEngine } from '../../../src/core/workspace/engine.ts';
import { priors } from '../../../src/core/workspace/priors/index.ts';
import { corporaFor, filesOf, type SourceFile } from '../corpora.ts';
import { splitFiles } from '../split.ts';
import type { Learned } from './clients.ts';

/** A held-out file, and what is known of the rest of its repository. */
export interface HeldFile {
  readonly file: SourceFile;
  /** @param engine is the workspace engine on? */
  learned(engine: boolean): Learned;
}

/** Up to `most` files of each repository. What is learned excludes all that is held out. */
export function heldFiles(most: number): HeldFile[] {
  return corporaFor('measure').flatMap(corpus => {
    const { held, learned } = splitFiles(filesOf(corpus), most);
    const lines = new LineIndex();
    for (const { path, text } of learned) lines.learn(path, text);
    let engine: WorkspaceEngine | undefined;
    const taught = (): WorkspaceEngine => {
      const made = new WorkspaceEngine({ calibrator, priors });
      for (const { path, text } of learned) made.learn(path, text);
      return made;
    };
    return held.map(file => ({
      file,
      learned(on) {
        if (on) engine ??= taught();
        return { lines, engine: on ? engine : undefined };
      },
    }));
  });
}
