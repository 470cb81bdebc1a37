import { C, CS, GO, JAVA, JS, PHP, PY, type Rule } from '../rule.ts';

/** Code that does not do what it says. */
export const LOGIC: readonly Rule[] = [
  {
    id: 'assignment-as-condition',
    cwe: 481,
    severity: 'medium',
    confidence: 'high',
    says: 'The condition sets the value and does not compare it.',
    remedy: 'Compare, or set it on a line of its own.',
    patterns: [
      {
        in: [...JS, ...PHP],
        finds: /\b(if\s*\(\s*!?[$\w.]+\s*)=(\s*(?:["'\d]|true\b|false\b|null\b)[^()=,\n]*\))/g,
        becomes: '$1===$2',
      },
      {
        in: [...C, ...CS, ...JAVA],
        finds: /\b(if\s*\(\s*[\w.]+\s*)=(\s*(?:\d|true\b|false\b|null\b|NULL\b)[^()=,\n]*\))/g,
        becomes: '$1==$2',
      },
    ],
  },
  {
    id: 'comparison-with-nan',
    cwe: 697,
    severity: 'medium',
    confidence: 'high',
    says: 'Nothing is equal to NaN, not even NaN.',
    remedy: 'Ask `Number.isNaN`.',
    patterns: [
      { in: JS, finds: /([$\w.]+)\s*===?\s*(?:Number\.)?NaN\b/g, becomes: 'Number.isNaN($1)' },
      { in: JS, finds: /([$\w.]+)\s*!==?\s*(?:Number\.)?NaN\b/g, becomes: '!Number.isNaN($1)' },
      { in: PY, finds: /([\w.]+)\s*==\s*(?:math|np|numpy)\.nan\b/g, becomes: 'math.isnan($1)' },
    ],
  },
  {
    id: 'identity-of-literal',
    cwe: 597,
    severity: 'medium',
    confidence: 'high',
    says: 'It asks whether both are the same object, and not whether they are equal.',
    remedy: 'Compare the values.',
    patterns: [
      {
        in: PY,
        finds: /(\b[\w.\])]+)\s+is\s+(?!not\b)(["'][^"'\n]*["']|-?\d+)/g,
        becomes: '$1 == $2',
      },
      {
        in: PY,
        finds: /(\b[\w.\])]+)\s+is\s+not\s+(["'][^"'\n]*["']|-?\d+)/g,
        becomes: '$1 != $2',
      },
      {
        in: ['java'],
        finds: /(\b[a-z][\w.]*(?:\(\))?)\s*==\s*("[^"\n]*")/g,
        becomes: '$2.equals($1)',
      },
    ],
  },
  {
    id: 'shared-default',
    cwe: 1188,
    severity: 'medium',
    confidence: 'high',
    says: 'The default is made once and shared by all calls.',
    remedy: 'Default to `None`, and make it in the body.',
    patterns: [
      {
        in: PY,
        finds:
          /\bdef\s+\w+\([^()]*?(?<![\w])[a-zA-Z]\w*(?:\s*:\s*[\w[\], .|]+)?\s*=\s*(?:\[\s*\]|\{\s*\}|(?:list|dict|set)\(\))/g,
      },
    ],
  },
  {
    id: 'error-swallowed',
    cwe: 390,
    severity: 'low',
    confidence: 'medium',
    says: 'Every error is swallowed, also those that nobody thought of.',
    remedy: 'Catch the one that is expected, or say why all may be.',
    patterns: [
      {
        in: PY,
        finds: /\bexcept(?:\s+(?:Base)?Exception)?(?:\s+as\s+\w+)?\s*:\s*(?:\n\s*)?pass\b/g,
      },
      {
        in: ['java', ...CS],
        finds: /\bcatch\s*\(\s*(?:final\s+)?(?:Exception|Throwable)\s+\w+\s*\)\s*\{\s*\}/g,
      },
    ],
  },
  {
    id: 'assertion-of-tuple',
    cwe: 571,
    severity: 'medium',
    confidence: 'high',
    says: 'A pair is always true, so this asserts nothing.',
    remedy: 'Take the brackets away.',
    patterns: [
      { in: PY, finds: /^(\s*assert\s*)\(([^()\n]+,\s*["'][^"'\n]*["'])\)\s*$/gm, becomes: '$1$2' },
    ],
  },
  {
    id: 'nobody-waits',
    cwe: 362,
    severity: 'medium',
    confidence: 'high',
    says: '`forEach` does not wait for what its function promises.',
    remedy: 'Use `for … of` with `await`, or `Promise.all` over `map`.',
    patterns: [{ in: JS, finds: /\.forEach\(\s*async\b/g }],
  },
  {
    id: 'comparison-with-itself',
    cwe: 571,
    severity: 'medium',
    confidence: 'high',
    says: 'Both sides are the same.',
    remedy: 'Compare it with what was meant.',
    patterns: [
      {
        in: [...JS, ...JAVA, ...CS, ...GO, ...PHP],
        finds:
          /(?<![$\w.)\]+\-*/%&|^]\s*)([$a-zA-Z_][$\w]*(?:\.[$\w]+)+)\s*(?:===?|!==?)\s*\1(?![$\w.([+\-*/%?!])/g,
      },
      {
        in: PY,
        finds: /(?<![\w.)\]+\-*/%&|^]\s*)([a-zA-Z_]\w*(?:\.\w+)+)\s*[!=]=\s*\1(?![\w.([+\-*/%])/g,
      },
    ],
  },
  {
    id: 'no-such-type',
    cwe: 697,
    severity: 'medium',
    confidence: 'high',
    says: '`typeof` never gives this word.',
    remedy: 'Compare with one of the words that it gives.',
    patterns: [
      {
        in: JS,
        finds:
          /\btypeof\s+[$\w.]+\s*(?:===?|!==?)\s*(["'])(?!(?:undefined|object|boolean|number|bigint|string|symbol|function)\1)[^"'\n]*\1/g,
      },
    ],
  },
  {
    id: 'one-too-far',
    cwe: 193,
    severity: 'medium',
    confidence: 'high',
    says: 'The loop goes one past the end.',
    remedy: 'Stop before the length.',
    patterns: [
      {
        in: [...JS, 'java', ...CS],
        finds:
          /(\bfor\s*\(\s*(?:let|var|int)\s+(\w+)\s*=\s*0\s*;\s*\2\s*)<=(\s*([\w.]+)\.(?:length|Length|Count|size\(\))\s*;)(?=[\s\S]{0,200}?\b\4(?:\[\s*\2\s*\]|\.get\(\s*\2\s*\)))/g,
        becomes: '$1<$3',
      },
      {
        in: PY,
        finds:
          /\bfor (\w+) in range\((\s*len\(([\w.]+)\))\s*\+\s*1\s*\)(?=[\s\S]{0,200}?\b\3\[\1\])/g,
        becomes: 'for $1 in range($2)',
      },
      {
        in: GO,
        finds:
          /(\bfor\s+(\w+)\s*:=\s*0\s*;\s*\2\s*)<=(\s*len\((\w+)\))(?=[\s\S]{0,200}?\b\4\[\2\])/g,
        becomes: '$1<$3',
      },
    ],
  },
  {
    id: 'never-true',
    cwe: 570,
    severity: 'low',
    confidence: 'high',
    says: 'A length is never below zero.',
    remedy: 'Ask whether it is zero.',
    patterns: [
      {
        in: [...JS, 'java', ...CS],
        finds: /(?<![-+*/]\s*)\b([\w.]+\.(?:length|Length|Count|size\(\)))\s*<\s*0\b/g,
        becomes: '$1 === 0',
      },
      {
        in: [...PY, ...GO],
        finds: /(?<![-+*/]\s*)\b(len\([\w.]+\))\s*<\s*0\b/g,
        becomes: '$1 == 0',
      },
    ],
  },
  {
    id: 'closed-before-checked',
    cwe: 476,
    severity: 'medium',
    confidence: 'high',
    says: 'Where the call failed, there is no body to close.',
    remedy: 'Check the error first.',
    patterns: [{ in: GO, finds: /\b(\w+),\s*err\s*:?=[^\n]+\n\s*defer\s+\1\.Body\.Close\(\)/g }],
  },
  {
    id: 'everything-changed',
    cwe: 1073,
    severity: 'medium',
    confidence: 'medium',
    says: 'Without a condition, every row of the table is meant.',
    remedy: 'Add a `WHERE`.',
    patterns: [
      { in: ['sql'], finds: /\bDELETE\s+FROM\s+[\w.]+\s*;/gi },
      { in: ['sql'], finds: /\bUPDATE\s+[\w.]+\s+SET\s+(?:(?!\bWHERE\b)[^;])+;/gi },
    ],
  },
];
