import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tidy } from '../../../../src/core/completion/tidy/index.ts';
import { at } from '../../../support/snapshots.ts';

type Line = readonly [languageId: string, line: string];

/** For each weakness: lines that have it, and lines that look alike and do not. */
const LINES: readonly (readonly [cwe: number, bad: readonly Line[], good: readonly Line[]])[] = [
  [
    295,
    [
      ['python', 'requests.get(url, verify=False)'],
      ['javascript', 'https.request({ host, rejectUnauthorized: false });'],
      ['go', 'cfg := &tls.Config{InsecureSkipVerify: true}'],
      ['php', 'curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);'],
      ['javascript', "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';"],
    ],
    [
      ['python', 'requests.get(url, verify=True)'],
      ['python', 'requests.get(url, verify=ca_bundle)'],
      ['javascript', 'https.request({ host, rejectUnauthorized: true });'],
      ['python', 'serializer.is_valid(verify_exp=False)'],
    ],
  ],
  [
    95,
    [
      ['python', 'eval(input())'],
      ['python', 'exec(request.form["code"])'],
      ['javascript', 'eval(req.query.x)'],
      ['javascript', 'new Function(location.hash)'],
    ],
    [
      ['python', 'ast.literal_eval(input())'],
      ['javascript', 'pattern.exec(input)'],
      ['python', 'eval("1 + 1")'],
      ['javascript', 'model.eval()'],
    ],
  ],
  [
    89,
    [
      ['javascript', `cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")`],
      ['python', 'cursor.execute(f"DELETE FROM users WHERE id = {user_id}")'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code in a string is what is meant
      ['javascript', 'db.query(`SELECT * FROM users WHERE id = ${id}`)'],
      ['python', 'cursor.execute("UPDATE users SET a = %s" % a)'],
      ['python', 'cursor.execute("SELECT * FROM users WHERE id = {}".format(id))'],
    ],
    [
      ['python', 'cursor.execute("SELECT * FROM users WHERE id = ?", (user_id,))'],
      ['python', 'cursor.execute("SELECT * FROM users WHERE id = %s", [user_id])'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
      ['javascript', 'await sql`SELECT * FROM users WHERE id = ${id}`'],
      ['python', 'print("select a file from the list" + name)'],
    ],
  ],
  [
    78,
    [
      ['python', 'subprocess.run(command, shell=True)'],
      ['python', 'subprocess.run(f"rm {path}", shell=True)'],
      ['python', 'os.system("rm " + path)'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
      ['javascript', 'execSync(`rm ${path}`)'],
    ],
    [
      ['python', 'subprocess.run("ls -l", shell=True)'],
      ['python', 'subprocess.run(["rm", path])'],
      ['python', 'os.system("clear")'],
      ['javascript', 'execSync("git status")'],
    ],
  ],
  [
    79,
    [
      ['javascript', 'el.innerHTML = location.hash;'],
      ['javascript', 'document.write(params.get("name"))'],
    ],
    [
      ['javascript', 'el.innerHTML = "";'],
      ['javascript', 'el.textContent = location.hash;'],
    ],
  ],
  [
    502,
    [
      ['python', 'yaml.load(f)'],
      ['python', 'pickle.loads(request.data)'],
      ['php', 'unserialize($_GET["x"])'],
    ],
    [
      ['python', 'yaml.safe_load(f)'],
      ['python', 'yaml.load(f, Loader=yaml.SafeLoader)'],
      ['python', 'pickle.load(cache_file)'],
    ],
  ],
  [
    798,
    [
      ['python', 'password = "hunter2000"'],
      ['javascript', "const apiKey = 'sk-1234567890abcdef';"],
      ['python', 'db_password: str = "s3cretpass"'],
      ['python', 'aws = "AKIAABCDEFGHIJKLMNOP"'],
    ],
    [
      ['python', 'password = os.environ["DB_PASSWORD_2"]'],
      ['python', 'password = ""'],
      ['javascript', 'const passwordLabel = "Enter password 2";'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the same
      ['javascript', 'password: "${DB_PASSWORD_1}"'],
      ['python', 'password = "password"'],
    ],
  ],
  [
    916,
    [
      ['python', 'hashlib.md5(password.encode())'],
      ['python', 'password_hash = sha1(pw)'],
    ],
    [
      ['python', 'hashlib.md5(file_bytes)'],
      ['javascript', 'bcrypt.hash(password, 12)'],
      ['python', 'hashlib.sha256(data)'],
    ],
  ],
  [
    327,
    [
      ['python', 'AES.new(key, AES.MODE_ECB)'],
      ['javascript', "createCipheriv('aes-128-ecb', key, null)"],
      ['python', 'DES.new(key)'],
    ],
    [
      ['python', 'AES.new(key, AES.MODE_GCM)'],
      ['javascript', "createCipheriv('aes-256-gcm', key, iv)"],
      ['python', 'Modes.new(key)'],
    ],
  ],
  [
    338,
    [
      ['javascript', 'const token = Math.random().toString(36);'],
      ['python', 'session_id = random.randint(0, 9999)'],
    ],
    [
      ['javascript', 'const delay = Math.random() * 100;'],
      ['python', 'token = secrets.token_hex(16)'],
      ['python', 'x = random.random()'],
    ],
  ],
  [
    347,
    [
      ['python', 'jwt.decode(token, options={"verify_signature": False})'],
      ['python', 'jwt.decode(token, algorithms=["none"])'],
    ],
    [
      ['python', 'jwt.decode(token, key, algorithms=["HS256"])'],
      ['python', 'jwt.decode(t, options={"verify_exp": False})'],
    ],
  ],
  [
    732,
    [
      ['python', 'os.chmod(path, 0o777)'],
      ['python', 'os.makedirs(path, 0o777)'],
      ['php', 'mkdir("/x", 0777);'],
      ['shellscript', 'chmod 777 run.sh'],
    ],
    [
      ['python', 'os.chmod(path, 0o755)'],
      ['python', 'x = 777'],
      ['shellscript', 'chmod 700 run.sh'],
    ],
  ],
  [
    242,
    [['c', 'gets(name);']],
    [
      ['c', 'fgets(name, 10, stdin);'],
      ['c', 'file.gets(1)'],
    ],
  ],
];

const ruleFor = (line: string, languageId: string): string | undefined => {
  const result = tidy(line, at('█', { languageId }));
  return 'kind' in result && result.kind === 'silent'
    ? `${result.rule}: ${result.reason}`
    : undefined;
};

for (const [cwe, bad, good] of LINES) {
  for (const [languageId, line] of bad) {
    test(`CWE-${cwe} is not suggested: ${line}`, () => {
      assert.match(ruleFor(line, languageId) ?? '', new RegExp(`^insecure: .*CWE-${cwe}\\b`));
    });
  }
  for (const [languageId, line] of good) {
    test(`CWE-${cwe} is not in: ${line}`, () => assert.equal(ruleFor(line, languageId), undefined));
  }
}

test('a hole is seen that the user began, and in any line of a block, of which those before it are left', () => {
  const began = tidy('False)', at('requests.get(url, verify=█', { languageId: 'python' }));
  assert.equal('kind' in began && began.kind === 'silent' && began.rule, 'insecure');
  const place = at('def f():\n    █', { languageId: 'python' });
  assert.deepEqual(tidy('a()\n    yaml.load(f)\n    b()', place), { text: 'a()', replaces: 0 });
  const first = tidy('yaml.load(f)\n    b()', place);
  assert.equal('kind' in first && first.kind === 'silent' && first.rule, 'insecure');
});

test('what the user wrote himself is not judged', () => {
  assert.ok(
    'text' in tidy(', timeout=3)', at('requests.get(url, verify=False█', { languageId: 'python' })),
  );
});

test('C code may call a method of that name, and other languages the function', () => {
  assert.equal(ruleFor('gets(name);', 'ruby'), undefined);
});
