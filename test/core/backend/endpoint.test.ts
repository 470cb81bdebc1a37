// Addresses and keys as people type them: F65 to F68, and what must never be an endpoint.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress, readHeaders, readKey } from '../../../src/core/backend/endpoint.ts';
import { BackendError, explain } from '../../../src/core/backend/errors.ts';

function codeOf(read: () => unknown): string {
  try {
    read();
    return 'fine';
  } catch (error) {
    assert.ok(error instanceof BackendError, String(error));
    return error.code;
  }
}

test('what is pasted becomes a base', () => {
  const bases: Readonly<Record<string, string>> = {
    'http://127.0.0.1:8080': 'http://127.0.0.1:8080',
    'http://localhost:8080/v1/': 'http://localhost:8080/v1',
    ' https://api.example.com/v1/chat/completions ': 'https://api.example.com/v1',
    'https://api.example.com/v1/completions': 'https://api.example.com/v1',
    'https://x.openai.azure.com/openai/v1/responses': 'https://x.openai.azure.com/openai/v1',
    'http://[::1]:11434/api/generate': 'http://[::1]:11434',
    'HTTPS://API.Example.com/V1': 'https://api.example.com/V1',
  };
  const read = Object.fromEntries(
    Object.keys(bases).map(typed => [typed, readAddress(typed).base]),
  );
  assert.deepEqual(read, bases);
});

test('F65, F66, F15 what can not be an address is refused', () => {
  for (const typed of [
    '',
    '   ',
    'localhost:8080/v1',
    'http://',
    'ftp://a.example',
    'https://user:pass@a.example/v1',
    'https://a.example/v1?key=x',
    'https://a.example/#x',
    'http://127.0.0.1:9',
    'javascript:alert(1)',
    'https://a b.example',
  ]) {
    assert.equal(
      codeOf(() => readAddress(typed)),
      'CFG-URL',
      typed,
    );
  }
});

test('link-local, multicast and nowhere are refused, however they are written', () => {
  for (const host of [
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    '[fe80::1]',
    '[ff02::1]',
    '[::]',
    '0xA9FEA9FE',
    '2852039166',
    '169.254.43518',
  ]) {
    assert.equal(
      codeOf(() => readAddress(`https://${host}/v1`)),
      'CFG-URL',
      host,
    );
  }
});

test('F68 plain http: on this machine only, in the private network on the user’s word, never beyond', () => {
  const allowed = new Set(['http://192.168.1.5:8000', 'http://example.com']);
  const table: readonly (readonly [string, string, string])[] = [
    ['http://127.0.0.1:8080', 'fine', 'fine'],
    ['http://localhost:8080', 'fine', 'fine'],
    ['http://[::1]:8080', 'fine', 'fine'],
    ['http://192.168.1.5:8000', 'CFG-INSECURE', 'fine'],
    ['http://192.168.1.6:8000', 'CFG-INSECURE', 'CFG-INSECURE'],
    ['http://example.com', 'CFG-INSECURE', 'CFG-INSECURE'],
    ['http://localhost.example.com', 'CFG-INSECURE', 'CFG-INSECURE'],
    ['http://127.0.0.1.example.com', 'CFG-INSECURE', 'CFG-INSECURE'],
    ['https://example.com', 'fine', 'fine'],
  ];
  for (const [typed, by, onWord] of table) {
    assert.equal(
      codeOf(() => readAddress(typed)),
      by,
      typed,
    );
    assert.equal(
      codeOf(() => readAddress(typed, allowed)),
      onWord,
      typed,
    );
  }
});

test('how public an address is', () => {
  const reaches = [
    'http://127.0.0.1',
    'https://10.0.0.1',
    'https://172.20.1.1',
    'https://box',
    'https://box.local',
    'https://[fd00::1]',
    'https://172.40.1.1',
    'https://10.0.0.1.example.com',
    'https://[2001:db8::1]',
    'https://api.example.com',
  ];
  assert.deepEqual(
    reaches.map(typed => readAddress(typed).reach),
    ['local', 'lan', 'lan', 'lan', 'lan', 'lan', 'cloud', 'cloud', 'cloud', 'cloud'],
  );
});

test('F67 a key: trimmed; else refused and never shown', () => {
  assert.equal(readKey('  sk-abc\n'), 'sk-abc');
  for (const typed of ['', ' ', 'a\nb', 'a b', 'ключ', 'x'.repeat(10_000), 'a\u200bb', 'a\u0007']) {
    try {
      readKey(typed);
      assert.fail(typed);
    } catch (error) {
      assert.ok(error instanceof BackendError);
      assert.equal(error.code, 'CFG-KEY');
      const told = explain(error);
      if (typed.trim().length > 2) assert.ok(!told.includes(typed.trim()));
    }
  }
});

test('headers of the user: those that could smuggle something are left out', () => {
  const given = {
    'X-Team': 'a',
    'x-long': 'y'.repeat(9000),
    'a b': 'c',
    Host: 'evil',
    'x-nl': 'a\r\nb: c',
    'x-number': 7,
    'content-length': '1',
    'x-bidi': '\u202e',
  };
  assert.deepEqual(readHeaders(given), { 'X-Team': 'a' });
  assert.deepEqual([readHeaders(null), readHeaders('x'), readHeaders([])], [{}, {}, {}]);
  assert.equal(
    Object.keys(
      readHeaders(Object.fromEntries(Array.from({ length: 50 }, (_, k) => [`x-${k}`, 'a']))),
    ).length,
    20,
  );
});
