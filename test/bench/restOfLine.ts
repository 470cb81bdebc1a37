import { randomFrom } from '../../src/core/base/random.ts';
import { type Share, shareOf } from '../../src/core/compare/statistics.ts';
import { type EngineOptions, WorkspaceEngine } from '../../src/core/workspace/engine.ts';
import { visitTokens } from '../../src/core/workspace/lexer.ts';
import { Baseline } from './baseline.ts';
import type { Split } from './split.ts';

const PLACES = 150;

/** How often the whole rest of the line is exactly right, asked at random token starts with the following lines known. */
export function restOfLine(
  repositories: readonly Split[],
  options: EngineOptions,
): [string, Share][] {
  const right = { baseline: 0, engine: 0, blind: 0 };
  let places = 0;
  for (const { held, learned } of repositories) {
    const engine = new WorkspaceEngine(options);
    const blind = new WorkspaceEngine({ ...options, without: ['after'] });
    const baseline = new Baseline();
    for (const { path, text } of learned) {
      engine.learn(path, text);
      blind.learn(path, text);
      baseline.learn(text);
    }
    const random = randomFrom(11);
    const all = held.flatMap(file => tokenStarts(file.text).map(at => ({ file, at })));
    for (let k = 0; k < Math.min(PLACES, all.length); k++) {
      const { file, at } = all[Math.floor(random() * all.length)] as (typeof all)[number];
      const end = file.text.indexOf('\n', at);
      const rest = file.text.slice(at, end).trimEnd();
      const query = {
        path: file.path,
        languageId: file.language,
        before: file.text.slice(0, at),
        after: file.text.slice(end),
      };
      places++;
      if (engine.grow(query, 1e-5).at(-1)?.text.trimEnd() === rest) right.engine++;
      if (blind.grow(query, 1e-5).at(-1)?.text.trimEnd() === rest) right.blind++;
      if (baseline.grow(query.before, 1e-5).at(-1)?.text.trimEnd() === rest) right.baseline++;
    }
  }
  return [
    ['3-gram', shareOf(right.baseline, places)],
    ['engine, without the text after the cursor', shareOf(right.blind, places)],
    ['**engine**', shareOf(right.engine, places)],
  ];
}

/** Where tokens start, on lines that are not blank. */
function tokenStarts(text: string): number[] {
  const starts: number[] = [];
  visitTokens(
    text,
    (start, _, space) => starts.push(Math.min(space, start)),
    () => {},
  );
  return starts.filter(at => text.indexOf('\n', at) > at);
}
