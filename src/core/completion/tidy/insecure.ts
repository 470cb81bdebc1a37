import { findFlaws } from '../../flaws/findFlaws.ts';
import { SECURITY } from '../../flaws/rules/index.ts';
import type { Snapshot } from '../types.ts';
import { type Draft, linesBefore, startOfLine, type Verdict } from './draft.ts';

/** What is never suggested: hardly ever meant, and severe. Rules with a pattern of high confidence come into question. */
const NEVER = SECURITY.filter(({ severity }) => severity === 'high');

/** Of longer lines only a part is looked at: they are data. */
const LONGEST = 500;

/**
 * Drops what would write a known hole into the program, and says which; of several lines, those from the first such line on.
 *
 *     requests.get(url, verify=█    + False)                  ⇒   dropped: insecure
 *     def f():⏎    █                + a = 1⏎    eval(input())  ⇒   a = 1
 *
 * What the user wrote himself is not judged: some of the hole must be in the text.
 */
export function dropInsecure(draft: Draft, at: Snapshot): Verdict {
  let before = startOfLine(at).slice(-LONGEST);
  let start = 0;
  for (const whole of draft.text.split('\n')) {
    const line = before + whole.slice(0, LONGEST);
    for (const { rule, confidence, end } of findFlaws(line, at.languageId, NEVER)) {
      if (confidence !== 'high' || end <= before.length) continue;
      const reason = `${rule.says} (CWE-${rule.cwe})`;
      return linesBefore(draft, start - 1) ?? { drop: 'insecure', reason };
    }
    before = '';
    start += whole.length + 1;
  }
  return draft;
}
