// The interface check: 40 changes that other code would notice, none missed; and those that it would not, without a word.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interfaceWarnings } from '../../../src/core/rewrite/guards/interface.ts';
import { syntaxFor } from '../../support/grammars.ts';

/** Language, before, after, and what is said of it: `gone` or `changed`. */
type Case = readonly [languageId: string, before: string, after: string, said: 'gone' | 'changed'];

const CASES: readonly Case[] = [
  ['typescript', 'export function f(a: A): B {}', 'export function f(a: A, c: C): B {}', 'changed'],
  ['typescript', 'export function f(a: A): B {}', 'export function f(a: A): C {}', 'changed'],
  ['typescript', 'export function f() {}', 'function f() {}', 'gone'],
  ['typescript', 'export function f() {}', 'export function g() {}', 'gone'],
  ['typescript', 'export function f() {}', 'export async function f() {}', 'changed'],
  ['typescript', 'export const f = (a: A) => a;', 'export const f = (a: B) => a;', 'changed'],
  ['typescript', 'export const f = (a: A) => a;', 'export const g = (a: A) => a;', 'gone'],
  ['typescript', 'export const LIMIT: number = 1;', 'const LIMIT: number = 1;', 'gone'],
  ['typescript', 'export const LIMIT: number = 1;', 'export const LIMIT: string = "1";', 'changed'],
  [
    'typescript',
    'export interface A { a: string }',
    'export interface A { a?: string }',
    'changed',
  ],
  [
    'typescript',
    'export interface A { a: string; b: number }',
    'export interface A { a: string }',
    'changed',
  ],
  ['typescript', 'export type A = 1 | 2;', 'export type A = 1;', 'changed'],
  ['typescript', 'export enum A { B, C }', 'export enum A { B }', 'changed'],
  ['typescript', 'export class A { m(a: A) {} }', 'export class A { m() {} }', 'changed'],
  ['typescript', 'export class A { m() {} }', 'export class A { private m() {} }', 'gone'],
  ['typescript', 'export class A { m() {} }', 'export class A { n() {} }', 'gone'],
  [
    'typescript',
    'export class A { readonly a: string = ""; }',
    'export class A { readonly a: number = 0; }',
    'changed',
  ],
  ['typescript', 'export class A extends B {}', 'export class A {}', 'changed'],
  [
    'typescript',
    'export class A { constructor(a: A) {} }',
    'export class A { constructor() {} }',
    'changed',
  ],
  ['typescript', 'const a = 1;\nexport { a };', 'const a = 1;\nexport { a as b };', 'gone'],
  ['typescript', "export * from './a';", "export { a } from './a';", 'gone'],
  ['typescript', 'export default f();', 'f();', 'gone'],
  ['typescript', 'export default function f(a: A) {}', 'export default function f() {}', 'changed'],
  ['javascript', 'export function f(a, b) {}', 'export function f(a) {}', 'changed'],
  ['javascript', 'export class A { static m(a) {} }', 'export class A { m(a) {} }', 'changed'],
  [
    'typescriptreact',
    'export const V = (p: P) => <b/>;',
    'export const V = () => <b/>;',
    'changed',
  ],
  ['python', 'def f(a, b=1):\n    return a\n', 'def f(a):\n    return a\n', 'changed'],
  ['python', 'def f(a):\n    return a\n', 'def g(a):\n    return a\n', 'gone'],
  [
    'python',
    'class A:\n    def m(self, a):\n        pass\n',
    'class A:\n    def m(self):\n        pass\n',
    'changed',
  ],
  [
    'python',
    'class A:\n    def m(self):\n        pass\n',
    'class A:\n    def _m(self):\n        pass\n',
    'gone',
  ],
  ['python', 'LIMIT = 1\n', 'limit = 1\n', 'gone'],
  ['python', 'class A(B):\n    x = 1\n', 'class A:\n    x = 1\n', 'changed'],
  [
    'go',
    'package a\nfunc F(a int) error { return nil }',
    'package a\nfunc F(a string) error { return nil }',
    'changed',
  ],
  ['go', 'package a\nfunc (r *R) Read() {}', 'package a\nfunc (r R) Read() {}', 'changed'],
  ['go', 'package a\ntype P struct { X int }', 'package a\ntype P struct { Y int }', 'changed'],
  ['go', 'package a\nconst Limit = 1', 'package a\nconst limit = 1', 'gone'],
  ['rust', 'pub fn f(a: u8) -> u8 { a }', 'pub fn f(a: u16) -> u16 { a }', 'changed'],
  ['rust', 'pub fn f() {}', 'fn f() {}', 'gone'],
  ['rust', 'pub struct P { pub x: u8 }', 'pub struct P { pub x: u16 }', 'changed'],
  [
    'java',
    'public class A { public int m(int a) { return a; } }',
    'public class A { public long m(int a) { return a; } }',
    'changed',
  ],
  ['java', 'public class A { public int x; }', 'public class A { }', 'changed'],
  [
    'csharp',
    'public class A { public int M(int a) { return a; } }',
    'public class A { private int M(int a) { return a; } }',
    'gone',
  ],
  [
    'php',
    '<?php\nfunction f($a) { return $a; }',
    '<?php\nfunction f($a, $b) { return $a; }',
    'changed',
  ],
  [
    'ruby',
    'class A\n  def m(a)\n    a\n  end\nend\n',
    'class A\n  def m\n    1\n  end\nend\n',
    'changed',
  ],
  ['cpp', 'int f(int a);', 'int f(long a);', 'changed'],
  ['c', 'int f(int a) { return a; }', 'long f(int a) { return a; }', 'changed'],
];

test(`${CASES.length} changes of an interface, none missed`, async () => {
  assert.ok(CASES.length >= 40);
  const missed: string[] = [];
  for (const [languageId, before, after, said] of CASES) {
    const warnings = interfaceWarnings(await syntaxFor(languageId), before, after);
    const codes = warnings.map(({ code }) => (code === 'OUT-GONE' ? 'gone' : 'changed'));
    if (!codes.includes(said)) missed.push(`${languageId}: ${before} → ${after}: ${codes}`);
  }
  assert.deepEqual(missed, []);
});

/** What other code does not notice. */
const HARMLESS: readonly (readonly [languageId: string, before: string, after: string])[] = [
  [
    'typescript',
    'export function f(a: A): B { return g(a); }',
    'export function f(\n  a: A,\n): B {\n  // once\n  return h(a);\n}',
  ],
  ['typescript', 'function f(a: A) {}', 'function f() {}'],
  ['typescript', 'export function f() {}', 'export function f() {}\nexport function g() {}'],
  ['typescript', 'export const f = (a: A) => a;', 'export const f = (a: A) => {\n  return a;\n};'],
  ['typescript', 'export const LIMIT = 1;', 'export const LIMIT = 2;'],
  [
    'typescript',
    'export class A { private x = 1; m() { return 1; } }',
    'export class A { private y = 2; m() { return this.y; } }',
  ],
  ['typescript', 'export class A { #x = 1; m() {} }', 'export class A { #y = 2; m() {} }'],
  [
    'typescript',
    'export interface A { a: string; b: number }',
    '/** Told. */\nexport interface A {\n  /** a */\n  a: string;\n  b: number;\n}',
  ],
  [
    'typescript',
    'export function f() { function g(a: A) {} }',
    'export function f() { function g(b: B) {} }',
  ],
  ['python', 'def f(a):\n    return a\n', 'def f(a):\n    """Told."""\n    b = a\n    return b\n'],
  ['python', 'def _f(a):\n    pass\n', 'def _f():\n    pass\n'],
  [
    'python',
    'class A:\n    def m(self):\n        return 1\n',
    'class A:\n    """Told."""\n\n    def m(self):\n        return 2\n',
  ],
  ['go', 'package a\nfunc f(a int) {}', 'package a\nfunc f() {}'],
  ['rust', 'fn f(a: u8) {}', 'fn f() {}'],
  [
    'java',
    'public class A { private int m() { return 1; } }',
    'public class A { private int n() { return 1; } }',
  ],
];

test('what other code does not notice is not warned of', async () => {
  for (const [languageId, before, after] of HARMLESS) {
    const warnings = interfaceWarnings(await syntaxFor(languageId), before, after);
    assert.deepEqual(warnings, [], `${before} → ${after}`);
  }
});
