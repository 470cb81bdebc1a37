/** How a repair could make a test pass without mending it. */
export type Bend = 'removed' | 'skipped' | 'weakened' | 'expectation';

const ASSERTION =
  /\b(?:assert\w*|expect|should|require\.\w+|t\.(?:Errorf?|Fatalf?)|assert_\w+!|Assert\.\w+|\$this->assert\w+|self\.assert\w+|pytest\.raises)\b/g;
const SKIP =
  /\b(?:it|test|describe)\.(?:skip|todo|fixme)\b|\bx(?:it|describe)\(|pytest\.(?:mark\.)?(?:skip|xfail)|unittest\.skip|\bt\.Skip|#\[ignore|@Disabled|\[Ignore|\bSkip\s*=|\bpending\b|markTestSkipped/g;

/**
 * Does a repaired test still ask what it asked before? What may be a bend is told to the user, who decides: sometimes the expectation was wrong.
 *
 *     expect(total([])).toBe(0);   ⇒   // gone                       removed
 *     it('adds', …)                ⇒   it.skip('adds', …)            skipped
 *     two assertions               ⇒   one                           weakened
 *     expect(f(2)).toBe(4);        ⇒   expect(f(2)).toBe(5);         expectation: only what is expected has changed
 */
export function bendsOf(before: string, after: string): readonly Bend[] {
  const bends: Bend[] = [];
  if (after.trim() === '') return ['removed'];
  if (count(after, SKIP) > count(before, SKIP)) bends.push('skipped');
  if (count(after, ASSERTION) < count(before, ASSERTION)) bends.push('weakened');
  if (isOnlyExpectation(before, after)) bends.push('expectation');
  return bends;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const LITERAL =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\b\d[\d_.]*\b|\b(?:true|false|True|False|null|None|nil|undefined)\b/g;

/** Do the two differ in literals of assertions and in nothing else? */
function isOnlyExpectation(before: string, after: string): boolean {
  const shape = (text: string): string => squeezed(text).replace(LITERAL, '·');
  return shape(before) === shape(after) && squeezed(before) !== squeezed(after);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
