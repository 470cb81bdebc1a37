import type { Snapshot } from '../types.ts';
import { type Draft, startOfLine, type Verdict } from './draft.ts';
import { INSECURE } from './insecurePatterns.ts';

/** Of longer lines only a part is looked at: they are data. */
const LONGEST = 500;

/**
 * Drops what would write a known hole into the program, and says which.
 *
 *     requests.get(url, verify=█    + False)   ⇒   dropped: insecure
 *
 * What the user wrote himself is not judged: some of the hole must be in the text.
 */
export function dropInsecure(draft: Draft, at: Snapshot): Verdict {
  let before = startOfLine(at).slice(-LONGEST);
  for (const whole of draft.text.split('\n')) {
    const line = whole.slice(0, LONGEST);
    for (const { cwe, does, pattern, languages } of INSECURE) {
      if (languages && !languages.includes(at.languageId)) continue;
      const match = pattern.exec(before + line);
      if (match === null || match.index + match[0].length <= before.length) continue;
      return { drop: 'insecure', reason: `It would ${does} (CWE-${cwe}).` };
    }
    before = '';
  }
  return draft;
}
