// What a code model is for: after a comment that asks for code, a signature, or a signature with its documentation, the whole body is offered. The real model through the whole pipeline.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openaiCompletions } from '../../src/core/backend/adapters/openaiCompletions.ts';
import { COMMAND } from '../../src/core/backend/http/limits.ts';
import { Circuit } from '../../src/core/backend/sharing/circuit.ts';
import { TEMPLATES } from '../../src/core/backend/tables/models.ts';
import { realClock } from '../../src/core/base/clock.ts';
import { indentOf } from '../../src/core/completion/around.ts';
import { complete } from '../../src/core/completion/complete.ts';
import { packAlone } from '../../src/core/completion/context/packer.ts';
import { HoleModel } from '../../src/core/completion/holeModel.ts';
import { placeAt } from '../../src/core/completion/place.ts';
import { Session } from '../../src/core/completion/session.ts';
import { Stopper } from '../../src/core/completion/stop/index.ts';
import { TYPING } from '../../src/core/completion/trigger.ts';
import type { Snapshot } from '../../src/core/completion/types.ts';
import { Gate } from '../../src/core/gate/gate.ts';
import { marksOf } from '../../src/core/syntax/marks.ts';
import { mask } from '../../src/core/syntax/mask.ts';
import { spansByMarks } from '../../src/core/syntax/spans.ts';
import type { Syntax } from '../../src/core/syntax/syntax.ts';
import { syntaxFor } from '../support/grammars.ts';
import { realNet } from '../support/net.ts';
import { at, engineSaying, toolsFor } from '../support/snapshots.ts';
import { type LlamaServer, startLlamaServer } from './llamaServer.ts';
import { ensureModel } from './parts.ts';

/** Each is `before█after`; what the model writes at `█` is to be a body. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  python: [
    '# parse a JSON file and return a dict\n█',
    '# read a CSV file and return a list of rows\n█',
    '# a function that counts the words of a text\n█',
    'import sqlite3\n\n\ndef create_user(db: sqlite3.Connection, name: str, email: str) -> int:\n    █',
    'import sqlite3\n\n\ndef delete_user(db: sqlite3.Connection, user_id: int) -> None:\n    """Deletes a user by its id."""\n    █',
    'def slugify(title: str) -> str:\n    """Lower case, words joined with hyphens."""\n    █',
    'def binary_search(items: list[int], target: int) -> int:█',
    'class Stack:\n    def __init__(self):\n        self.items = []\n\n    def pop(self):\n        """The last item. Raises IndexError where there is none."""\n        █',
    'from flask import Flask, jsonify, request\n\napp = Flask(__name__)\nusers = {}\n\n\n@app.route("/users", methods=["POST"])\ndef create_user():\n    █',
    'from pathlib import Path\n\n\ndef total_size(folder: Path) -> int:\n    """Bytes of all files in a folder and below."""\n    █',
  ],
  typescript: [
    'export function isEven(value: number): boolean {\n  return value % 2 === 0;\n}\n\n// a function that sums the even numbers of a list\n█',
    "import { readFileSync } from 'node:fs';\n\n// a function that reads a JSON file and parses it\n█",
    'export function debounce(action: () => void, milliseconds: number): () => void {█}\n',
    'interface User {\n  id: number;\n  name: string;\n}\n\nconst users: User[] = [];\n\n/** Finds a user by its id. */\nexport function findUser(id: number): User | undefined {\n  █\n}\n',
    'interface User {\n  id: number;\n  name: string;\n}\n\nconst users: User[] = [];\n\n/** Changes the name of a user. Throws where there is none with that id. */\nexport function renameUser(id: number, name: string): User {\n  █\n}\n',
    "import express from 'express';\n\nconst app = express();\nconst users = new Map<string, string>();\n\napp.get('/users/:id', (request, response) => {\n  █\n});\n",
    'export async function fetchJson<T>(url: string): Promise<T> {\n  █\n}\n',
    '/** Groups items by the key that is told for each. */\nexport function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {\n  █\n}\n',
  ],
  go: [
    'package main\n\nimport "os"\n\n// readLines reads a file and returns its lines.\nfunc readLines(path string) ([]string, error) {\n\t█\n}\n',
    'package store\n\ntype User struct {\n\tID   int\n\tName string\n}\n\ntype Store struct {\n\tusers map[int]User\n}\n\n// Get returns a user by its ID.\nfunc (s *Store) Get(id int) (User, error) {\n\t█\n}\n',
    'package store\n\ntype User struct {\n\tID   int\n\tName string\n}\n\ntype Store struct {\n\tusers map[int]User\n}\n\nfunc (s *Store) Delete(id int) error {\n\t█\n}\n',
    'package main\n\nfunc reverse(text string) string {\n\t█\n}\n',
    'package main\n\n// max returns the larger of two numbers\n█',
    'package main\n\nimport (\n\t"encoding/json"\n\t"net/http"\n)\n\ntype User struct {\n\tName string `json:"name"`\n}\n\n// createUser handles POST /users.\nfunc createUser(w http.ResponseWriter, r *http.Request) {\n\t█\n}\n',
    'package main\n\nfunc fibonacci(n int) int {█}\n',
    'package main\n\nfunc isPrime(n int) bool {\n\t█\n}\n',
  ],
  java: [
    'class Numbers {\n    /** The largest of some numbers. */\n    static int max(int[] numbers) {\n        █\n    }\n}\n',
    'class Text {\n    static boolean isPalindrome(String text) {\n        █\n    }\n}\n',
    'import java.util.*;\n\nclass UserStore {\n    private final Map<Integer, String> users = new HashMap<>();\n\n    String find(int id) {\n        █\n    }\n}\n',
    'import java.util.*;\n\nclass UserStore {\n    private final Map<Integer, String> users = new HashMap<>();\n\n    /** Removes a user. Throws NoSuchElementException where there is none. */\n    void remove(int id) {\n        █\n    }\n}\n',
    'import java.io.*;\nimport java.nio.file.*;\nimport java.util.*;\n\nclass Files2 {\n    static List<String> readLines(Path path) throws IOException {\n        █\n    }\n}\n',
    'class Numbers {\n    static long factorial(int n) {\n        █\n    }\n}\n',
    'class Numbers {\n    // count the digits of a number\n    █\n}\n',
  ],
  rust: [
    '/// The sum of the squares of some numbers.\nfn sum_of_squares(numbers: &[i64]) -> i64 {\n    █\n}\n',
    'use std::fs;\nuse std::io;\n\nfn read_lines(path: &str) -> io::Result<Vec<String>> {\n    █\n}\n',
    'use std::collections::HashMap;\n\n/// How often each word occurs in a text.\nfn word_counts(text: &str) -> HashMap<String, usize> {\n    █\n}\n',
    'struct Point {\n    x: f64,\n    y: f64,\n}\n\nimpl Point {\n    fn distance(&self, other: &Point) -> f64 {\n        █\n    }\n}\n',
    'fn is_even(number: u64) -> bool {\n    number % 2 == 0\n}\n\n// greatest common divisor of two numbers\n█',
    'fn is_leap_year(year: u32) -> bool {\n    █\n}\n',
    'use std::collections::HashMap;\n\nstruct Store {\n    users: HashMap<u32, String>,\n}\n\nimpl Store {\n    /// Removes a user and returns its name.\n    fn remove(&mut self, id: u32) -> Result<String, String> {\n        █\n    }\n}\n',
  ],
};

const MODEL = 'qwen2.5-coder-0.5b';
const EXTENSIONS: Readonly<Record<string, string>> = {
  python: 'py',
  typescript: 'ts',
  go: 'go',
  java: 'java',
  rust: 'rs',
};
const never = new AbortController().signal;
let server: LlamaServer;
let seconds = 0;
const lines: number[] = [];

before(async () => {
  // one thread: two that share a processor with others wait for each other at each token
  server = await startLlamaServer(await ensureModel(), { threads: 1 });
});
after(async () => {
  await server[Symbol.asyncDispose]();
  const several = lines.filter(count => count > 1).length;
  console.log(
    `    ${lines.length} of ${Object.values(CASES).flat().length} whole bodies, ${several} of several lines, ${seconds.toFixed(0)} s`,
  );
});

/** The place once all has streamed, and the text that is offered there. */
async function offered(picture: string, languageId: string, syntax: Syntax) {
  // as ghost text opens it, but with the patience of a command: how fast this machine is does not matter here
  const wire = { model: MODEL, endpoint: { base: server.base }, net: realNet, limits: COMMAND };
  const model = new HoleModel({
    backend: openaiCompletions(wire, { fim: 'qwen' }),
    tokens: TEMPLATES.qwen.tokens,
    gate: new Gate(() => 'free'),
    rulesRead: async () => {},
    circuit: new Circuit(() => performance.now()),
    pack: packAlone,
    goesOn: true,
    metered: true, // nothing is asked ahead
    onDone: error => assert.equal(error?.code, undefined),
  });
  const session = new Session(realClock, (place, wants) => new Stopper(place, wants, syntax));
  const tools = toolsFor(engineSaying(''), {
    model,
    session,
    placeAt: place => placeAt(place, syntax),
    syntaxOf: () => syntax,
  });
  const place = at(picture, { languageId, path: `new.${EXTENSIONS[languageId]}` });
  await complete(place, TYPING, tools, never);
  for (let { running } = session.questions; running?.streaming; ) await running.more(never);
  const { outcome } = await complete(place, { ...TYPING, again: true }, tools, never);
  assert.ok(outcome.kind === 'shown', outcome.kind === 'silent' ? outcome.reason : '');
  return { place, ...outcome.suggestion };
}

for (const [languageId, pictures] of Object.entries(CASES)) {
  for (const picture of pictures) {
    test(`${languageId}: ${JSON.stringify(picture.slice(-70))}`, async () => {
      const syntax = await syntaxFor(languageId);
      const began = performance.now();
      const { place, text, replaces } = await offered(picture, languageId, syntax);
      seconds += (performance.now() - began) / 1000;
      const whole = place.before + text + place.after.slice(replaces);
      assert.equal(
        syntax.read(whole, root => root.hasError),
        false,
        whole,
      );
      const { body, beyond } = readBody(place, text);
      assert.ok(body.length > 0, whole);
      assert.deepEqual(beyond, [], whole);
      lines.push(body.length);
    });
  }
}

/** The lines of a body, and those after it that are no part of it: further out, and more than a bracket. */
function readBody(place: Snapshot, text: string): { body: string[]; beyond: string[] } {
  const start = place.before.slice(place.before.lastIndexOf('\n') + 1);
  const all = place.before + text;
  const code = mask(all, spansByMarks(all, marksOf(place.languageId)));
  const said = code.slice(place.before.length - start.length).split('\n');
  const lines = said.filter(line => /\w/.test(line));
  const bringsSignature = placeAt(place).why === 'after a comment';
  const standsInBody = start.trim() === '' && !bringsSignature;
  const inner = standsInBody ? lines : lines.slice(1);
  const depth = standsInBody ? indentOf(start) : indentOf(lines[0] ?? '') + 1;
  const isOut = (line: string): boolean => indentOf(line) < depth && !/^\s*[)\]}]/.test(line);
  return { body: inner.filter(line => !isOut(line)), beyond: inner.filter(isOut) };
}
