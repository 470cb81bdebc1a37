import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tidy } from '../../../../src/core/completion/tidy/index.ts';
import { INSECURE } from '../../../../src/core/completion/tidy/insecurePatterns.ts';
import { at } from '../../../support/snapshots.ts';

/** For each weakness: lines that have it, and lines that look alike and do not. */
const LINES: readonly (readonly [cwe: number, bad: readonly string[], good: readonly string[]])[] =
  [
    [
      295,
      [
        'requests.get(url, verify=False)',
        'https.request({ host, rejectUnauthorized: false });',
        'cfg := &tls.Config{InsecureSkipVerify: true}',
        'curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);',
        "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';",
      ],
      [
        'requests.get(url, verify=True)',
        'requests.get(url, verify=ca_bundle)',
        'https.request({ host, rejectUnauthorized: true });',
        'serializer.is_valid(verify_exp=False)',
      ],
    ],
    [
      95,
      [
        'eval(input())',
        'exec(request.form["code"])',
        'eval(req.query.x)',
        'new Function(location.hash)',
      ],
      ['ast.literal_eval(input())', 'pattern.exec(input)', 'eval("1 + 1")', 'model.eval()'],
    ],
    [
      89,
      [
        `cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")`,
        'cursor.execute(f"DELETE FROM users WHERE id = {user_id}")',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a string is what is meant
        'db.query(`SELECT * FROM users WHERE id = ${id}`)',
        'cursor.execute("UPDATE users SET a = %s" % a)',
        'cursor.execute("SELECT * FROM users WHERE id = {}".format(id))',
      ],
      [
        'cursor.execute("SELECT * FROM users WHERE id = ?", (user_id,))',
        'cursor.execute("SELECT * FROM users WHERE id = %s", [user_id])',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
        'await sql`SELECT * FROM users WHERE id = ${id}`',
        'print("select a file from the list" + name)',
      ],
    ],
    [
      78,
      [
        'subprocess.run(command, shell=True)',
        'subprocess.run(f"rm {path}", shell=True)',
        'os.system("rm " + path)',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
        'execSync(`rm ${path}`)',
      ],
      [
        'subprocess.run("ls -l", shell=True)',
        'subprocess.run(["rm", path])',
        'os.system("clear")',
        'execSync("git status")',
      ],
    ],
    [
      79,
      ['el.innerHTML = location.hash;', 'document.write(params.get("name"))'],
      ['el.innerHTML = "";', 'el.textContent = location.hash;'],
    ],
    [
      502,
      ['yaml.load(f)', 'pickle.loads(request.data)', 'unserialize($_GET["x"])'],
      ['yaml.safe_load(f)', 'yaml.load(f, Loader=yaml.SafeLoader)', 'pickle.load(cache_file)'],
    ],
    [
      798,
      [
        'password = "hunter2000"',
        "const apiKey = 'sk-1234567890abcdef';",
        'db_password: str = "s3cretpass"',
        'aws = "AKIAABCDEFGHIJKLMNOP"',
      ],
      [
        'password = os.environ["DB_PASSWORD_2"]',
        'password = ""',
        'const passwordLabel = "Enter password 2";',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
        'password: "${DB_PASSWORD_1}"',
        'password = "password"',
      ],
    ],
    [
      916,
      ['hashlib.md5(password.encode())', 'password_hash = sha1(pw)'],
      ['hashlib.md5(file_bytes)', 'bcrypt.hash(password, 12)', 'hashlib.sha256(data)'],
    ],
    [
      327,
      ['AES.new(key, AES.MODE_ECB)', "createCipheriv('aes-128-ecb', key, null)", 'DES.new(key)'],
      ['AES.new(key, AES.MODE_GCM)', "createCipheriv('aes-256-gcm', key, iv)", 'Modes.new(key)'],
    ],
    [
      338,
      ['const token = Math.random().toString(36);', 'session_id = random.randint(0, 9999)'],
      [
        'const delay = Math.random() * 100;',
        'token = secrets.token_hex(16)',
        'x = random.random()',
      ],
    ],
    [
      347,
      [
        'jwt.decode(token, options={"verify_signature": False})',
        'jwt.decode(token, algorithms=["none"])',
      ],
      [
        'jwt.decode(token, key, algorithms=["HS256"])',
        'jwt.decode(t, options={"verify_exp": False})',
      ],
    ],
    [
      732,
      [
        'os.chmod(path, 0o777)',
        'os.makedirs(path, 0o777)',
        'mkdir("/x", 0777);',
        'chmod 777 run.sh',
      ],
      ['os.chmod(path, 0o755)', 'x = 777', 'chmod 700 run.sh'],
    ],
    [242, ['gets(name);'], ['fgets(name, 10, stdin);', 'file.gets(1)']],
  ];

const ruleFor = (line: string, languageId: string): string | undefined => {
  const result = tidy(line, at('█', { languageId }));
  return 'kind' in result && result.kind === 'silent'
    ? `${result.rule}: ${result.reason}`
    : undefined;
};

test('every pattern of the table has its lines here', () => {
  const rows = INSECURE.map(({ cwe }) => cwe);
  assert.deepEqual(
    LINES.map(([cwe]) => cwe),
    rows,
  );
});

for (const [cwe, bad, good] of LINES) {
  const languageId = INSECURE.find(row => row.cwe === cwe)?.languages?.[0] ?? 'python';
  for (const line of bad) {
    test(`CWE-${cwe} is not suggested: ${line}`, () => {
      assert.match(ruleFor(line, languageId) ?? '', new RegExp(`^insecure: .*CWE-${cwe}\\b`));
    });
  }
  for (const line of good) {
    test(`CWE-${cwe} is not in: ${line}`, () => assert.equal(ruleFor(line, languageId), undefined));
  }
}

test('a hole is seen that the user began, and in any line of a block', () => {
  const began = tidy('False)', at('requests.get(url, verify=█'));
  assert.equal('kind' in began && began.kind === 'silent' && began.rule, 'insecure');
  const second = tidy('a()\n    yaml.load(f)', at('def f():\n    █', { languageId: 'python' }));
  assert.equal('kind' in second && second.kind === 'silent' && second.rule, 'insecure');
});

test('what the user wrote himself is not judged', () => {
  assert.ok('text' in tidy(', timeout=3)', at('requests.get(url, verify=False█')));
});

test('C code may call a method of that name, and other languages the function', () => {
  assert.equal(ruleFor('gets(name);', 'ruby'), undefined);
});
