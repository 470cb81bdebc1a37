import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Exclusion, Gate, passWords } from '../../../src/core/gate/gate.ts';
import { holdsSecret, redacted } from '../../../src/core/gate/secrets.ts';

const open = new Gate(() => 'free');

/** Kinds of secrets; `CANARY` is the part that must not be seen. Put together here, so that no scanner takes this file for a leak. */
const join = (...parts: string[]): string => parts.join('');
const LETTERS = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3gH5jK7m';
const HEX = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'.repeat(2);
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
  'GitLab runner': join('gl', 'rt-', LETTERS.slice(0, 20)),
  'Slack webhook': join('https://hooks.slack', '.com/services/', LETTERS),
  'Discord bot': join('M', LETTERS.slice(0, 23), '.Gh7jK9.', LETTERS.slice(0, 38)),
  'Discord webhook': join('https://discord', '.com/api/webhooks/12345/', LETTERS, LETTERS),
  'Google sign-in': join('GOC', 'SPX-', LETTERS.slice(0, 28)),
  'Google access': join('ya', '29.', LETTERS),
  Groq: join('gs', 'k_', LETTERS, LETTERS.slice(0, 12)),
  xAI: join('xa', 'i-', LETTERS, LETTERS),
  Perplexity: join('pp', 'lx-', LETTERS, LETTERS.slice(0, 8)),
  Replicate: join('r', '8_', LETTERS.slice(0, 37)),
  Figma: join('fi', 'gd_', LETTERS),
  Notion: join('nt', 'n_', LETTERS, LETTERS.slice(0, 6)),
  'Docker Hub': join('dck', 'r_pat_', LETTERS.slice(0, 27)),
  RubyGems: join('ruby', 'gems_', HEX.slice(0, 48)),
  DigitalOcean: join('do', 'o_v1_', HEX),
  Shopify: join('shp', 'at_', HEX.slice(0, 32)),
  Databricks: join('da', 'pi', HEX.slice(0, 32)),
  Linear: join('lin', '_api_', LETTERS),
  'New Relic': join('NR', 'AK-', LETTERS.slice(0, 27)),
  Vault: join('hv', 's.', LETTERS.slice(0, 24)),
  Terraform: join(LETTERS.slice(0, 14), '.atlas', 'v1.', LETTERS, LETTERS.slice(0, 27)),
  Doppler: join('dp', '.pt.', LETTERS, LETTERS.slice(0, 3)),
  Heroku: join('HR', 'KU-', LETTERS.slice(0, 36)),
  age: join('AGE-SECRET', '-KEY-1', LETTERS.toUpperCase(), LETTERS.slice(0, 18).toUpperCase()),
  Postman: join('PM', 'AK-', HEX.slice(0, 24), '-', HEX.slice(0, 34)),
  Grafana: join('gl', 'sa_', LETTERS.slice(0, 32), '_', HEX.slice(0, 8)),
  Sentry: join('snt', 'ryu_', HEX),
  Atlassian: join('ATA', 'TT3x', LETTERS, LETTERS, '=', HEX.slice(0, 8)),
  Airtable: join('pa', 't', LETTERS.slice(0, 14), '.', HEX),
  Square: join('sq0', 'atp-', LETTERS.slice(0, 22)),
  Supabase: join('sb', 'p_', HEX.slice(0, 40)),
  PlanetScale: join('psc', 'ale_tkn_', LETTERS),
  Alibaba: join('LT', 'AI', LETTERS.slice(0, 20)),
  Mailchimp: join(HEX.slice(0, 32), '-u', 's12'),
  Twilio: join('S', 'K', HEX.slice(0, 32)),
  Mailgun: join('ke', 'y-', HEX.slice(0, 32)),
  Telegram: join('123456789', ':', LETTERS.slice(0, 35)),
  'Azure queue': join('Shared', 'AccessKey=', LETTERS, 'abc='),
  'Azure sign-in': join('aB3', '8Q~', LETTERS.slice(0, 34)),
  'basic sign-in': join('Authorization: Bas', 'ic ', LETTERS.slice(0, 24), '=='),
};

/** What looks like a secret of that kind, and is none: too short, another prefix, a name in code. All of it passes. */
const NEAR_MISSES: Readonly<Record<string, string>> = {
  'AWS key id': 'const id = "AKIA";',
  'AWS secret': 'aws_secret_access_key = readKey()',
  'GitHub token': 'ghp_short',
  'GitHub fine-grained': 'github_pat_name',
  GitLab: 'glpat-name',
  Slack: 'xoxb-1234',
  OpenAI: 'sk-learn-pipeline',
  Anthropic: 'task-ant-api',
  Stripe: 'sk_live_mode',
  Google: 'AIzaName',
  npm: 'npm_config_registry',
  PyPI: 'pypi-simple',
  'Hugging Face': 'hf_hub_download',
  JWT: 'eyJson.parse',
  bearer: 'a bearer of news',
  Azure: 'AccountKey=readKey(name)',
  SendGrid: 'SG.mail.send',
  'database address': 'postgres://localhost:5432/app',
  'password in code': 'const password = "";',
  'password in a shell': 'export DB_PASSWORD=$SECRET',
  'key in JSON': '"api_key": null,',
  'GitLab runner': 'glrt-name',
  'Slack webhook': 'https://slack.com/services',
  'Discord bot': 'Module.exports.something',
  'Discord webhook': 'https://discord.com/api/webhooks/12345',
  'Google sign-in': 'GOCSPX-',
  'Google access': 'ya29.name',
  Groq: 'gsk_name',
  xAI: 'xai-org',
  Perplexity: 'pplx-api',
  Replicate: 'r8_format',
  Figma: 'figd_name',
  Notion: 'ntn_count',
  'Docker Hub': 'dckr_pat_name',
  RubyGems: 'rubygems_version',
  DigitalOcean: 'doo_v1_name',
  Shopify: 'shpat_name',
  Databricks: 'dapi_client',
  Linear: 'lin_api_name',
  'New Relic': 'NRAK-name',
  Vault: 'hvs.value',
  Terraform: 'mine.atlasv1.name',
  Doppler: 'dp.pt.x',
  Heroku: 'HRKU-name',
  age: 'AGE-SECRET-KEY-1',
  Postman: 'PMAK-name',
  Grafana: 'glsa_name',
  Sentry: 'sntryu_name',
  Atlassian: 'ATATT3',
  Airtable: 'path.join(parent)',
  Square: 'sq0atp-name',
  Supabase: 'sbp_name',
  PlanetScale: 'pscale_tkn_name',
  Alibaba: 'LTAIName',
  Mailchimp: `${HEX.slice(0, 32)}-use`,
  Twilio: 'SKU12345678',
  Mailgun: 'key-value',
  Telegram: '12:30',
  'Azure queue': 'SharedAccessKey=name',
  'Azure sign-in': 'a8Q~b',
  'basic sign-in': 'Authorization: Basic realm',
};

test('every kind has a near miss, which passes as it is', () => {
  assert.deepEqual(Object.keys(NEAR_MISSES), Object.keys(SECRETS));
  for (const [kind, line] of Object.entries(NEAR_MISSES)) {
    assert.deepEqual(redacted(line), { text: line, count: 0 }, kind);
  }
});

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
        for (const part of [LETTERS, HEX]) assert.ok(!clean.includes(part.slice(4, 10)), clean);
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
