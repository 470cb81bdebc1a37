// With what new files are written, where they go and how they are named, and what is asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate, type SafeText } from '../../../../src/core/gate/gate.ts';
import { nearestNamed } from '../../../../src/core/rewrite/project/evidence.ts';
import type { Project } from '../../../../src/core/rewrite/project/project.ts';
import { questionOf } from '../../../../src/core/rewrite/question.ts';
import type { Kind } from '../../../../src/core/rewrite/scaffold/kinds.ts';
import { plural, singular, wordsIn } from '../../../../src/core/rewrite/scaffold/names.ts';
import { packageOf, placeScaffold } from '../../../../src/core/rewrite/scaffold/place.ts';
import { type ScaffoldWanted, scaffold } from '../../../../src/core/rewrite/scaffold/task.ts';
import { groundFor, TOOLS } from '../../../../src/core/rewrite/scaffold/tools.ts';
import type { Subject } from '../../../../src/core/rewrite/subject.ts';
import { blankAt } from '../../../../src/core/rewrite/written.ts';

type Files = Readonly<Record<string, string>>;
const projectOf = (files: Files): Project => {
  return { files: Object.keys(files), read: async path => files[path] };
};
const npm = (...names: string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])) });

interface Row {
  readonly name: string;
  readonly language: string;
  readonly files: Files;
  readonly from: string;
  readonly kind: Kind;
  readonly what: string;
  /** `tools: path, like example` */
  readonly expected: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'Express, beside its sibling, many as that is',
    language: 'typescript',
    files: {
      'package.json': npm('express'),
      'src/app.ts': '',
      'src/routes/orders.ts': '',
      'src/routes/index.ts': '',
    },
    from: 'src/app.ts',
    kind: 'crud',
    what: 'customer: name, email',
    expected: 'Express: src/routes/customers.ts like src/routes/orders.ts',
  },
  {
    name: 'Express, none yet',
    language: 'javascript',
    files: { 'package.json': npm('express'), 'src/app.js': '' },
    from: 'src/app.js',
    kind: 'crud',
    what: 'credit limit: amount',
    expected: 'Express: src/routes/creditLimits.js',
  },
  {
    name: 'NestJS: a folder for each',
    language: 'typescript',
    files: {
      'package.json': npm('@nestjs/core', 'express'),
      'src/orders/orders.controller.ts': '',
      'src/orders/orders.controller.spec.ts': '',
      'src/main.ts': '',
    },
    from: 'src/main.ts',
    kind: 'crud',
    what: 'Customer',
    expected:
      'NestJS, Express: src/customers/customers.controller.ts like src/orders/orders.controller.ts',
  },
  {
    name: 'Next.js: a folder for each, all of one name',
    language: 'typescript',
    files: { 'package.json': npm('next'), 'app/page.tsx': '', 'app/api/orders/route.ts': '' },
    from: 'app/page.tsx',
    kind: 'crud',
    what: 'customers',
    expected: 'Next.js: app/api/customers/route.ts like app/api/orders/route.ts',
  },
  {
    name: 'a monorepo: the package that the user is in',
    language: 'typescript',
    files: {
      'package.json': npm('express'),
      'src/routes/orders.ts': '',
      'packages/api/package.json': npm('fastify'),
      'packages/api/src/server.ts': '',
    },
    from: 'packages/api/src/server.ts',
    kind: 'crud',
    what: 'customer',
    expected: 'Fastify: packages/api/src/routes/customers.ts',
  },
  {
    name: 'FastAPI, with names joined as the siblings join them',
    language: 'python',
    files: {
      'pyproject.toml': '"fastapi>=0.1"',
      'app/main.py': '',
      'app/routers/order_lines.py': '',
      'app/routers/__init__.py': '',
    },
    from: 'app/main.py',
    kind: 'crud',
    what: 'credit note',
    expected: 'FastAPI: app/routers/credit_notes.py like app/routers/order_lines.py',
  },
  {
    name: 'Flask, by the last word of the names',
    language: 'python',
    files: {
      'requirements.txt': 'Flask\nrequests\n',
      'shop/order_routes.py': '',
      'tests/test_routes.py': '',
    },
    from: 'shop/app.py',
    kind: 'crud',
    what: 'Customer: name',
    expected: 'Flask: shop/customer_routes.py like shop/order_routes.py',
  },
  {
    name: 'Django REST framework before Django',
    language: 'python',
    files: { 'requirements.txt': 'Django\ndjangorestframework\n', 'manage.py': 'django' },
    from: 'manage.py',
    kind: 'crud',
    what: 'order',
    expected: 'Django REST framework, Django: orders/views.py',
  },
  {
    name: 'Django: the views of another application',
    language: 'python',
    files: { 'requirements.txt': 'Django\n', 'manage.py': 'django', 'orders/views.py': '' },
    from: 'manage.py',
    kind: 'crud',
    what: 'customer',
    expected: 'Django: customers/views.py like orders/views.py',
  },
  {
    name: 'Gin',
    language: 'go',
    files: {
      'go.mod': 'require github.com/gin-gonic/gin v1.10.0',
      'handlers/order.go': '',
      'handlers/order_test.go': '',
    },
    from: 'main.go',
    kind: 'crud',
    what: 'customers',
    expected: 'Gin: handlers/customer.go like handlers/order.go',
  },
  {
    name: 'Axum, none yet',
    language: 'rust',
    files: { 'Cargo.toml': '[dependencies]\naxum = "0.8"', 'src/main.rs': '' },
    from: 'src/main.rs',
    kind: 'crud',
    what: 'category',
    expected: 'Axum: src/routes/categories.rs',
  },
  {
    name: 'Spring Boot, in the package of its sibling',
    language: 'java',
    files: {
      'pom.xml': '<artifactId>spring-boot-starter-web</artifactId>',
      'src/main/java/com/shop/orders/OrderController.java': '',
      'src/test/java/com/shop/orders/OrderControllerTest.java': '',
    },
    from: 'src/main/java/com/shop/Application.java',
    kind: 'crud',
    what: 'credit notes: amount',
    expected:
      'Spring Boot: src/main/java/com/shop/orders/CreditNoteController.java like src/main/java/com/shop/orders/OrderController.java',
  },
  {
    name: 'ASP.NET Core',
    language: 'csharp',
    files: { 'Shop/Shop.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web">', 'Shop/Program.cs': '' },
    from: 'Shop/Program.cs',
    kind: 'crud',
    what: 'order',
    expected: 'ASP.NET Core: Shop/Controllers/OrdersController.cs',
  },
  {
    name: 'Rails',
    language: 'ruby',
    files: {
      Gemfile: "gem 'rails'",
      'app/controllers/orders_controller.rb': '',
      'app/models/order.rb': '',
    },
    from: 'app/models/order.rb',
    kind: 'crud',
    what: 'address',
    expected:
      'Rails: app/controllers/addresses_controller.rb like app/controllers/orders_controller.rb',
  },
  {
    name: 'Laravel',
    language: 'php',
    files: { 'composer.json': npm('laravel/framework'), 'app/Models/Order.php': '' },
    from: 'app/Models/Order.php',
    kind: 'crud',
    what: 'Order',
    expected: 'Laravel: app/Http/Controllers/OrderController.php',
  },
  {
    name: 'a client: its library, its siblings, its name without what it is',
    language: 'typescript',
    files: {
      'package.json': npm('express', 'axios'),
      'src/clients/stripe.ts': '',
      'src/routes/orders.ts': '',
    },
    from: 'src/routes/orders.ts',
    kind: 'client',
    what: 'GitHub API: issues, comments',
    expected: 'axios: src/clients/gitHub.ts like src/clients/stripe.ts',
  },
  {
    name: 'a client, where nothing is named: the standard library',
    language: 'python',
    files: { 'pyproject.toml': '', 'shop/main.py': '' },
    from: 'shop/main.py',
    kind: 'client',
    what: 'weather',
    expected: 'nothing: clients/weather.py',
  },
  {
    name: 'a client in Java, named as its siblings are',
    language: 'java',
    files: {
      'build.gradle': 'com.squareup.okhttp3:okhttp',
      'src/main/java/shop/StripeClient.java': '',
    },
    from: 'src/main/java/shop/Shop.java',
    kind: 'client',
    what: 'Open weather client',
    expected:
      'OkHttp: src/main/java/shop/OpenWeatherClient.java like src/main/java/shop/StripeClient.java',
  },
  {
    name: 'file handlers: the framework and what it takes uploads with',
    language: 'javascript',
    files: {
      'package.json': npm('express', 'multer'),
      'src/app.js': '',
      'src/routes/orders.js': '',
    },
    from: 'src/app.js',
    kind: 'files',
    what: 'invoice: PDF',
    expected: 'Express, Multer: src/routes/invoices.js',
  },
  {
    name: 'from a file that is no code: the language of the project',
    language: 'json',
    files: { 'package.json': npm('hono'), 'src/app.ts': '', 'src/b.ts': '', 'tools/a.py': '' },
    from: 'package.json',
    kind: 'crud',
    what: 'box',
    expected: 'Hono: src/routes/boxes.ts',
  },
];

for (const { name, language, files, from, kind, what, expected } of ROWS) {
  test(`${name}: ${what} ⇒ ${expected}`, async () => {
    const project = projectOf(files);
    const ground = groundFor(language, project.files);
    assert.ok(ground);
    const rows = TOOLS.filter(
      ({ kinds, languages }) => kinds.includes(kind) && languages.includes(ground.languageId),
    );
    const tools = (await nearestNamed(from, rows, project)).map(({ row }) => row);
    const folder = packageOf(from, project.files);
    const { path, model } = placeScaffold(
      { kind, what, ground, tools, from, folder },
      project.files,
    );
    const like = model === undefined ? '' : ` like ${model}`;
    const named = tools.map(({ id }) => id).join(', ') || 'nothing';
    assert.equal(`${named}: ${path}${like}`, expected);
  });
}

test('a project without code tells no language', () => {
  assert.equal(groundFor('markdown', ['README.md']), undefined);
});

test('words, many and one', () => {
  assert.deepEqual(wordsIn('creditLimit-of Order_line'), [
    'credit',
    'limit',
    'of',
    'order',
    'line',
  ]);
  for (const [one, many] of [
    ['order', 'orders'],
    ['category', 'categories'],
    ['key', 'keys'],
    ['box', 'boxes'],
    ['address', 'addresses'],
    ['branch', 'branches'],
  ] as const) {
    assert.deepEqual(
      [plural(one), singular(many), plural(many), singular(one)],
      [many, one, many, one],
    );
  }
});

const ground = groundFor('typescript', []);
const express = TOOLS.find(({ id }) => id === 'Express');
assert.ok(ground && express);
const wanted: ScaffoldWanted = {
  kind: 'crud',
  what: 'customer: name, $1',
  ground,
  tools: [express],
  path: 'src/routes/customers.ts',
};
const askedOf = (more: Partial<ScaffoldWanted>): string => {
  const task = scaffold({ ...wanted, ...more });
  const subject = task.about ?? blankAt('src/routes/customers.ts', 'typescript');
  const request = { task, subject, wish: '', former: [] };
  const { question } = questionOf(request, new Gate(() => 'free'), { model: 'm', window: 9000 });
  return question.messages.map(({ text }) => text).join('\n');
};

test('the question: what, where, with what; by the example of a sibling; about a type', () => {
  assert.match(
    askedOf({}),
    /^Write the handlers [^\n]*: customer: name, \$1\. [^\n]*\nIt is the new file src\/routes\/customers\.ts, in typescript, with Express: a Router/,
  );
  assert.match(askedOf({ tools: [] }), /with the standard library: node:http\./);
  const example = { path: 'src/routes/orders.ts', text: 'export const orders = 1;' as SafeText };
  assert.match(askedOf({ example }), /\(src\/routes\/orders\.ts\):\n```\nexport const orders/);
  const lines = ['interface Customer {', '  name: string;', '}'];
  const about: Subject = { path: 'a.ts', languageId: 'typescript', lines, start: 0, count: 3 };
  assert.match(
    askedOf({ about }),
    /The file a\.ts[\s\S]*interface Customer[\s\S]*Write the handlers/,
  );
});

/** What comes of an answer. */
const ENDS: readonly (readonly [string, string, string])[] = [
  ['a block', 'I write it.\n\n```ts\nf();\n```', 'f();⏎'],
  ['for another file', '```ts src/routes/orders.ts\nf();\n```', 'OUT-FILE'],
  ['prose', 'It depends.', 'OUT-NOCODE'],
  ['another language', '```python\nf()\n```', 'OUT-LANGUAGE'],
  ['cut off', '```ts\nf();', 'OUT-CUT'],
];
for (const [name, answer, expected] of ENDS) {
  test(`${name} ⇒ ${expected}`, () => {
    const subject = blankAt('src/routes/customers.ts', 'typescript');
    const { fault, change } = scaffold(wanted).read(answer, subject, 'whole');
    assert.equal(fault ?? change?.after.join('⏎'), expected);
  });
}
