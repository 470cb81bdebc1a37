import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsIn, enclosingFunction } from '../../../src/core/syntax/definitions.ts';
import { syntaxFor } from '../../support/grammars.ts';

/** Code, and its definitions: `+` for what others may use, then what is around it, then the signature. */
const LANGUAGES: Readonly<Record<string, readonly [code: string, definitions: string]>> = {
  typescript: [
    `/** Adds. */
export async function add(a: number,
    b: number): Promise<number> { return a + b; }
export const twice = (x: number) => x * 2;
function hidden() {}
@sealed
export class Cart extends Base {
  private readonly items: Item[] = [];
  total(): number { return 0; }
  private check() {}
  onClick = () => { this.check(); };
}
export interface Item { price: number; label(): string }
type Id = string;
export enum Color { Red }`,
    `+ function add: export async function add(a: number, b: number): Promise<number>
+ function twice: export const twice = (x: number)
- function hidden: function hidden()
+ type Cart: @sealed export class Cart extends Base
+ method Cart.total: total(): number
- method Cart.check: private check()
+ method Cart.onClick: onClick = ()
+ type Item: export interface Item
+ method Item.label: label(): string
- type Id: type Id = string;
+ type Color: export enum Color`,
  ],
  typescriptreact: [
    'export const Button = ({ label }: Props) => <b>{label}</b>;\nfunction App() { return <Button /> }',
    '+ function Button: export const Button = ({ label }: Props)\n- function App: function App()',
  ],
  javascript: [
    'export default function* walk() {}\nclass A { #x = () => 1; m() {} }\nconst o = { f: function () {} };',
    `+ function walk: export default function* walk()
- type A: class A
- method A.#x: #x = ()
+ method A.m: m()
- function f: f: function ()`,
  ],
  python: [
    `@cache
def load(path: str) -> dict:
    """Reads it."""
    return {}
class Store(Base):
    async def get(self, key):
        def inner(): pass
    def _drop(self): pass`,
    `+ function load: @cache def load(path: str) -> dict:
+ type Store: class Store(Base):
+ method Store.get: async def get(self, key):
+ method Store.inner: def inner():
- method Store._drop: def _drop(self):`,
  ],
  go: [
    'package m\nfunc Load(p string) error { return nil }\nfunc (s *Store) get() {}\ntype Store struct { n int }\ntype Reader interface { Read(p []byte) int }',
    `+ function Load: func Load(p string) error
- method Store.get: func (s *Store) get()
+ type Store: type Store struct
+ type Reader: type Reader interface
+ method Reader.Read: Read(p []byte) int`,
  ],
  rust: [
    'pub fn load(p: &str) -> u8 { 0 }\nstruct Store { n: u8 }\nimpl Store { pub fn get(&self) {} }\npub trait T { fn q(&self); }',
    `+ function load: pub fn load(p: &str) -> u8
- type Store: struct Store
+ method Store.get: pub fn get(&self)
+ type T: pub trait T
- method T.q: fn q(&self);`,
  ],
  java: [
    'public class Cart extends Base { public Cart() {} private int total(int x) { return 1; } }\ninterface Item { void k(); }',
    `+ type Cart: public class Cart extends Base
+ method Cart.Cart: public Cart()
- method Cart.total: private int total(int x)
- type Item: interface Item
- method Item.k: void k();`,
  ],
  cpp: [
    'static int *find(int n) { return 0; }\nclass Cart : Base { int total() { return 1; } };\nvoid Cart::drop() const {}\ntemplate <class T> T id(T a) { return a; }\nstruct point p;\nint& at(int i) { return v[i]; }',
    `- function find: static int *find(int n)
+ type Cart: class Cart : Base
+ method Cart.total: int total()
+ function Cart::drop: void Cart::drop() const
+ function id: template <class T> T id(T a)
+ function at: int& at(int i)`,
  ],
  c: ['int add(int a) { return a; }', '+ function add: int add(int a)'],
  csharp: [
    'public class Cart : Base { public Cart() {} int Total(int x) => 1; }\nrecord R(int A);',
    `+ type Cart: public class Cart : Base
+ method Cart.Cart: public Cart()
- method Cart.Total: int Total(int x)
- type R: record R(int A);`,
  ],
  ruby: [
    'class Cart < Base\n  def total(x)\n    1\n  end\n  def self.make; end\nend',
    '+ type Cart: class Cart < Base\n+ method Cart.total: def total(x)\n+ method Cart.make: def self.make; end',
  ],
  php: [
    '<?php\nfunction load(string $p): array { return []; }\nclass Cart extends Base { private function total() {} }',
    '+ function load: function load(string $p): array\n+ type Cart: class Cart extends Base\n- method Cart.total: private function total()',
  ],
};

for (const [language, [code, expected]] of Object.entries(LANGUAGES)) {
  test(`definitions of ${language}`, async () => {
    const drawn = definitionsIn(await syntaxFor(language), code).map(
      ({ exported, kind, within, name, signature }) =>
        `${exported ? '+' : '-'} ${kind} ${within && `${within}.`}${name}: ${signature}`,
    );
    assert.equal(drawn.join('\n'), expected);
  });
}

test('a definition knows its text, its body and its documentation', async () => {
  const syntax = await syntaxFor('typescript');
  const code = '// not this\n\n/** Adds. */\n// Really.\nexport function add() { return 1; }\n';
  const [add] = definitionsIn(syntax, code);
  assert.ok(add);
  assert.equal(code.slice(add.start, add.end), 'export function add() { return 1; }');
  assert.equal(code.slice(add.bodyStart, add.end), '{ return 1; }');
  assert.equal(add.doc, '/** Adds. */\n// Really.');
  const python = definitionsIn(await syntaxFor('python'), 'def f():\n    """Adds."""\n    pass\n');
  assert.equal(python[0]?.doc, '"""Adds."""');
});

test('the function around the cursor is the innermost one', async () => {
  const syntax = await syntaxFor('typescript');
  const around = (picture: string): string | undefined => {
    const [before = '', after = ''] = picture.split('█');
    return enclosingFunction(syntax, before + after, before.length)?.name;
  };
  assert.equal(around('function a() { const b = () => { █ }; }'), 'b');
  assert.equal(around('function a() { const b = () => { }; █ }'), 'a');
  assert.equal(around('class C { m() { return █1; } }'), 'm');
  assert.equal(around('class C { █ }'), undefined);
  assert.equal(around('function a(x█) {}'), 'a');
  assert.equal(around('let x = 1;█'), undefined);
});
