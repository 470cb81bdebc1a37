import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Exclusion, Gate, passWords } from '../../../src/core/gate/gate.ts';
import { holdsSecret, redacted } from '../../../src/core/gate/secrets.ts';

const open = new Gate(() => 'free');

/** Kinds of secrets; `CANARY` is the part that must not be seen. Put together here, so that no scanner takes this file for a leak. */
const join = (...parts: string[]): string => parts.join('');
const LETTERS = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3gH5jK7m';
const SECRETS: Readonly<Record<string, string>> = {
  'AWS key id': join('const id = "AK', 'IA', 'QYLPMN5HHHFPZAM2', '"'),
  'AWS secret': join('aws_secret_access_key = ', LETTERS.slice(0, 40)),
  'GitHub token': join('token: gh', 'p_', LETTERS.slice(0, 36)),
  'GitHub fine-grained': join('x = "github', '_pat_', LETTERS, '"'),
  GitLab: join('glp', 'at-', LETTERS.slice(0, 20)),
  Slack: join('xox', 'b-', '123456789012-', LETTERS.slice(0, 24)),
  OpenAI: join('s', 'k-proj-', LETTERS),
  Anthropic: join('s', 'k-ant-api03-', LETTERS),
  Stripe: join('sk', '_live_', LETTERS.slice(0, 24)),
  Google: join('AI', 'za', LETTERS.slice(0, 35)),
  npm: join('np', 'm_', LETTERS.slice(0, 36)),
  PyPI: join('py', 'pi-', LETTERS),
  'Hugging Face': join('h', 'f_', LETTERS.slice(0, 34)),
  JWT: join(
    'ey',
    'J',
    LETTERS.slice(0, 20),
    '.ey',
    'J',
    LETTERS.slice(0, 20),
    '.',
    LETTERS.slice(0, 20),
  ),
  bearer: join('Authorization: Bearer ', LETTERS),
  Azure: join('Account', 'Key=', LETTERS, LETTERS, '=='),
  SendGrid: join('S', 'G.', LETTERS.slice(0, 22), '.', LETTERS),
  'database address': join('postgres://admin:', LETTERS.slice(0, 12), '@db.example.com/app'),
  'password in code': join('const password = "', LETTERS.slice(0, 12), '";'),
  'password in a shell': join('export DB_PASSWORD=', LETTERS.slice(0, 12)),
  'key in JSON': join('  "api_key": "', LETTERS.slice(0, 20), '",'),
};

for (const [kind, line] of Object.entries(SECRETS)) {
  test(`${kind}: hidden, wherever it stands, and the lines stay as many`, () => {
    const disguises = [
      line,
      `   ${line}`,
      `// ${line}`,
      `${line} `,
      line.replace(/(.{12})/, '$1\u200b'),
    ];
    for (const disguise of disguises) {
      for (const text of [disguise, `a\n${disguise}\nb`, `${disguise}\nb`]) {
        const { text: clean, count } = redacted(text);
        assert.equal(count, 1, disguise);
        assert.equal(clean.split('\n').length, text.split('\n').length);
        assert.ok(!holdsSecret(clean), clean);
        assert.ok(!clean.includes(LETTERS.slice(4, 10)), clean);
      }
    }
  });
}

test('ordinary code passes as it is', () => {
  const code = `import { token } from './lexer';
const password = process.env.DB_PASSWORD;
function authorize(token: string, secret = ''): boolean {
  return verify(token, { key: keyOf(secret) }) && token.length > 8;
}
const url = 'https://example.com/a/b?c=d';
const sha = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
PASSWORD = os.environ["PASSWORD"]
`;
  assert.deepEqual(redacted(code), { text: code, count: 0 });
});

test('a private key is hidden whole; one that is cut off, to the end', () => {
  const key = join(
    '-----BEGIN RSA PRIV',
    'ATE KEY-----\n',
    'MIIabc\nMIIdef\n',
    '-----END RSA PRIV',
    'ATE KEY-----',
  );
  assert.equal(redacted(`a\n${key}\nb`).text, 'a\nREDACTED\nREDACTED\nREDACTED\nREDACTED\nb');
  assert.equal(redacted(`a\n${key.slice(0, 45)}`).text, 'a\nREDACTED\nREDACTED\nREDACTED');
});

test('a hole: the secret above is hidden, the cursor keeps its place', () => {
  const secret = SECRETS['password in code'] ?? '';
  const hole = open.passHole('a.ts', `${secret}\nlet a = `, ';\nb');
  assert.deepEqual(hole, {
    kind: 'passed',
    before: 'const password = REDACTED\nlet a = ',
    after: ';\nb',
    hidden: 1,
  });
});

test('a secret on the line of the cursor, or cut in two by it, refuses all', () => {
  const secret = SECRETS.OpenAI ?? '';
  for (let cut = 0; cut <= secret.length; cut++) {
    const hole = open.passHole('a.ts', `a\nx = ${secret.slice(0, cut)}`, `${secret.slice(cut)}\nb`);
    assert.equal(hole.kind === 'refused' && hole.rule, 'secret-here');
  }
});

test('a private key around the cursor refuses all', () => {
  const begin = join('-----BEGIN PRIV', 'ATE KEY-----');
  const hole = open.passHole(
    'a.ts',
    `${begin}\nMIIabc`,
    `def\nMIIghi\n${begin.replace('BEGIN', 'END')}`,
  );
  assert.equal(hole.kind, 'refused');
});

test('it fails closed: rules that are unknown, throw, or exclude; names that tend to hold secrets', () => {
  const verdicts: [() => Exclusion, string][] = [
    [() => 'excluded', 'excluded'],
    [() => 'unknown', 'rules-unknown'],
    [
      () => {
        throw new Error('rules');
      },
      'rules-unknown',
    ],
  ];
  for (const [rules, expected] of verdicts) {
    const gate = new Gate(rules);
    for (const passed of [gate.pass('a.ts', 'text'), gate.passHole('a.ts', 'text', '')]) {
      assert.equal(passed.kind === 'refused' && passed.rule, expected);
    }
  }
  for (const name of ['.env', 'conf/.env.local', 'id_rsa', 'a/server.pem', 'x.tfstate', '.ENV']) {
    assert.equal(open.pass(name, 'text').kind, 'refused', name);
  }
});

test('whatever surrounds a secret, it does not pass', () => {
  const secret = SECRETS['GitHub token'] ?? '';
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.boolean(), (before, after, ownLine) => {
      const text = ownLine ? `${before}\n${secret}\n${after}` : `${before} ${secret} ${after}`;
      const passed = passWords(text);
      assert.ok(passed.kind === 'refused' || !passed.text.includes(LETTERS.slice(0, 30)));
    }),
  );
});
