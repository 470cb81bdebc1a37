// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is code that is looked at
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { findFlaws } from '../../../src/core/flaws/findFlaws.ts';
import { RULES } from '../../../src/core/flaws/rules/index.ts';
import { languageOf } from '../../../src/core/rewrite/review/languageOf.ts';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures/review');

/** The files of a folder of fixtures, with the rules that a comment on the line above plants: `line rule`. */
function filesOf(folder: string): { name: string; text: string; planted: string[] }[] {
  return readdirSync(path.join(FIXTURES, folder)).map(name => {
    const text = readFileSync(path.join(FIXTURES, folder, name), 'utf8');
    const planted = text.split('\n').flatMap((line, index) => {
      const rule = /FLAW ([\w-]+)/.exec(line)?.[1];
      return rule === undefined ? [] : [`${index + 2} ${rule}`];
    });
    return { name, text, planted };
  });
}

function found(text: string, languageId: string): string[] {
  return findFlaws(text, languageId).map(
    ({ start, rule }) => `${text.slice(0, start).split('\n').length} ${rule.id}`,
  );
}

test('all planted flaws are found, each on its line, and nothing else', () => {
  const files = filesOf('planted');
  assert.ok(files.flatMap(({ planted }) => planted).length >= 25);
  for (const { name, text, planted } of files) {
    assert.deepEqual(found(text, languageOf(name) ?? ''), planted, name);
  }
});

test('the clean twin of the same files raises no alarm', () => {
  const files = filesOf('clean');
  assert.deepEqual(
    files.map(({ name }) => name),
    filesOf('planted').map(({ name }) => name),
  );
  for (const { name, text } of files)
    assert.deepEqual(found(text, languageOf(name) ?? ''), [], name);
});

test('what can be mended is mended: the flaw is gone, and the rest stands as it was', () => {
  let mended = 0;
  for (const { name, text } of filesOf('planted')) {
    const languageId = languageOf(name) ?? '';
    for (const { rule, start, end, becomes } of findFlaws(text, languageId)) {
      if (becomes === undefined) continue;
      mended++;
      const after = text.slice(0, start) + becomes + text.slice(end);
      const line = text.slice(0, start).split('\n').length;
      assert.ok(!found(after, languageId).includes(`${line} ${rule.id}`), `${name}:${line}`);
      assert.equal(after.split('\n').length, text.split('\n').length);
    }
  }
  assert.ok(mended >= 10, `${mended}`);
});

/** One line each, with the flaw between `⟦` and `⟧`, or without any. */
const LINES: readonly (readonly [languageId: string, line: string])[] = [
  ['javascript', `const q = ⟦"SELECT a FROM t WHERE b = '" +⟧ b + "'";`],
  ['javascript', 'const q = sql`SELECT a FROM t WHERE b = ${b}`;'],
  ['javascript', 'const q = "SELECT a " + "FROM t";'],
  ['javascript', "log('never eval(x)');"],
  ['javascript', 'const t = `${⟦eval(⟧x)}`;'],
  ['javascript', 'const r = /eval(x)/;'],
  ['javascript', 'pattern.exec(`a${b}`);'],
  ['javascript', 'setTimeout(() => run(`a${b}`), 10);'],
  ['typescript', "⟦new RegExp(req.query⟧.pattern, 'g')"],
  ['typescript', 'if (⟦typeof value === "undefinde"⟧) return;'],
  ['typescript', 'if (typeof value === "undefined") return;'],
  ['typescript', 'while ((match = next()) !== null) use(match);'],
  ['typescript', 'if (a.b.c === a.b.d) return;'],
  ['typescript', 'if (⟦a.b.c === a.b.c⟧) return;'],
  ['typescript', "frame.postMessage(data, 'https://example.com');"],
  ['typescript', "frame⟦.postMessage(data, '*')⟧;"],
  ['typescript', "await fetch('http://localhost:8080/v1');"],
  ['typescript', "await ⟦fetch('http://⟧api.shop.com/v1');"],
  ['typescript', "const input = { type: 'password', apiKey: 'your-api-key' };"],
  ['python', 'x = ⟦pickle.loads(⟧data)'],
  ['python', 'x = json.loads(data)'],
  ['python', 'yaml.load(f, Loader=yaml.SafeLoader)'],
  ['python', 'subprocess.run("ls | wc", shell=True)'],
  ['python', 'model.eval()'],
  ['python', '⟦assert (x, "never fails")⟧'],
  ['python', 'assert (x, y) == (1, 2), "pair"'],
  ['python', 'h = hashlib.md5(data, usedforsecurity=False)'],
  ['python', '⟦os.system("rm " +⟧ name)'],
  ['go', 'exec.Command("git", "status")'],
  ['go', '⟦exec.Command("sh", "-c",⟧ line)'],
  ['rust', '.⟦danger_accept_invalid_certs(true)⟧'],
  ['ruby', `User⟦.where("name = '#{⟧name}'")`],
  ['ruby', 'User.where("name = ?", name)'],
  ['csharp', 'var q = ⟦$"SELECT a FROM t WHERE b = {⟧b}";'],
  ['shellscript', '⟦curl -s https://get.shop.com | sh⟧'],
  ['shellscript', 'curl -s https://get.shop.com -o get.sh'],
  ['sql', '⟦DELETE FROM orders;⟧'],
  ['sql', 'DELETE FROM orders WHERE id = 1;'],
  ['c', 'snprintf(line, sizeof line, "%s", name);'],
  ['php', '$hash = md5($file);'],
];

for (const [languageId, picture] of LINES) {
  test(`${languageId}: ${picture}`, () => {
    const line = picture.replace(/[⟦⟧]/g, '');
    const pictures = findFlaws(line, languageId).map(
      ({ start, end }) => `${line.slice(0, start)}⟦${line.slice(start, end)}⟧${line.slice(end)}`,
    );
    assert.deepEqual(pictures, picture === line ? [] : [picture]);
  });
}

test('every rule says what, why and what to do, and has a number of its own kind', () => {
  const ids = RULES.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length >= 25, `${ids.length}`);
  for (const { id, cwe, says, remedy, patterns } of RULES) {
    assert.match(id, /^[a-z-]+$/);
    assert.ok(cwe > 0 && says.endsWith('.') && remedy.endsWith('.') && patterns.length > 0, id);
    for (const { finds } of patterns) assert.ok(finds.global, id);
  }
});
