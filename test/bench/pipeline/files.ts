import { LineIndex } from '../../../src/core/completion/context/alike/lineIndex.ts';
import calibrator from '../../../src/core/workspace/calibrator.json' with { type: 'json' };
import { WorkspaceEngine } from '../../../src/core/workspace/engine.ts';
import { priors } from '../../../src/core/workspace/priors/index.ts';
import { syntaxFor } from '../../support/grammars.ts';
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
export async function heldFiles(most: number): Promise<HeldFile[]> {
  const files: HeldFile[] = [];
  for (const corpus of corporaFor('measure')) {
    const { held, learned } = splitFiles(filesOf(corpus), most);
    const syntax = await syntaxFor(corpus.language);
    const lines = new LineIndex();
    for (const { path, text } of learned) lines.learn(path, text);
    let engine: WorkspaceEngine | undefined;
    for (const file of held) {
      files.push({
        file,
        learned(on) {
          if (on) engine ??= taught(learned);
          return { lines, syntax, engine: on ? engine : undefined };
        },
      });
    }
  }
  return files;
}

function taught(files: readonly SourceFile[]): WorkspaceEngine {
  const engine = new WorkspaceEngine({ calibrator, priors });
  for (const { path, text } of files) engine.learn(path, text);
  return engine;
}
