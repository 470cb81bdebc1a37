import type { SafeText } from '../../core/gate/gate.ts';
import { exampleIn } from '../../core/rewrite/tests/task.ts';
import { pathOf } from '../snapshot.ts';
import type { DiskProject } from './project.ts';
import type { TargetTools } from './target.ts';

/** A file of the project whose style is to be taken over, as far as it may be sent. */
export async function exampleOf(
  path: string | undefined,
  project: DiskProject,
  { exclusions, gate }: TargetTools,
): Promise<{ readonly path: string; readonly text: SafeText } | undefined> {
  const text = path === undefined ? undefined : await project.read(path);
  if (path === undefined || text === undefined) return undefined;
  const seen = pathOf(project.uriOf(path));
  await exclusions.ready(seen);
  const passed = gate.pass(seen, exampleIn(text));
  return passed.kind === 'passed' ? { path, text: passed.text } : undefined;
}
