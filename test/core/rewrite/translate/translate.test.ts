// Into what code can be translated, what is asked for, and what of an answer becomes the new document.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate } from '../../../../src/core/gate/gate.ts';
import type { Project } from '../../../../src/core/rewrite/project/project.ts';
import type { Ending } from '../../../../src/core/rewrite/proposal.ts';
import { questionOf } from '../../../../src/core/rewrite/question.ts';
import type { Subject } from '../../../../src/core/rewrite/subject.ts';
import { LANGUAGES } from '../../../../src/core/rewrite/translate/languages.ts';
import { isSql, ORMS, ormsFor } from '../../../../src/core/rewrite/translate/orms.ts';
import {
  type Into,
  nameOfTarget,
  targetsFor,
} from '../../../../src/core/rewrite/translate/targets.ts';
import { translateInto } from '../../../../src/core/rewrite/translate/task.ts';
import { blankAt } from '../../../../src/core/rewrite/written.ts';

const npm = (...names: string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])) });

function projectOf(files: Readonly<Record<string, string>>): Project {
  return { files: Object.keys(files), read: async path => files[path] };
}

/** One manifest for each ORM, with what else stands in it, and what it must be told from. */
const MANIFESTS: readonly (readonly [file: string, text: string, orms: string])[] = [
  ['package.json', npm('express', 'prisma', '@prisma/client'), 'Prisma'],
  ['prisma/schema.prisma', 'model Order {}', ''],
  ['schema.prisma', 'model Order {}', 'Prisma'],
  ['package.json', npm('typeorm'), 'TypeORM'],
  ['package.json', npm('sequelize'), 'Sequelize'],
  ['package.json', npm('drizzle-orm', 'knex'), 'Drizzle, Knex'],
  ['package.json', npm('@mikro-orm/core'), 'MikroORM'],
  ['package.json', npm('kysely'), 'Kysely'],
  ['package.json', npm('prisma-lint', 'typeorm-naming'), ''],
  ['package.json', '{ "dependencies": { "typeorm": "^0.3.0", }', 'TypeORM'],
  ['requirements.txt', 'Django>=5\npsycopg\n', 'Django ORM'],
  [
    'manage.py',
    "os.environ.setdefault('DJANGO')\nfrom django.core import management",
    'Django ORM',
  ],
  ['requirements-dev.txt', 'SQLAlchemy==2.0\n', 'SQLAlchemy'],
  ['pyproject.toml', 'dependencies = [\n  "sqlmodel>=0.0.2",\n]', 'SQLModel'],
  ['pyproject.toml', '[tool.poetry.dependencies]\nsqlalchemy = "^2"', 'SQLAlchemy'],
  ['Pipfile', '[packages]\npeewee = "*"', 'Peewee'],
  ['requirements.txt', 'tortoise-orm', 'Tortoise ORM'],
  ['Gemfile', "gem 'rails', '~> 8'", 'ActiveRecord'],
  ['shop.gemspec', "s.add_dependency 'activerecord'", 'ActiveRecord'],
  ['Gemfile', 'gem "sequel"', 'Sequel'],
  ['go.mod', 'require gorm.io/gorm v1.25.0', 'GORM'],
  ['go.mod', 'require entgo.io/ent v0.14.0', 'Ent'],
  ['Cargo.toml', '[dependencies]\ndiesel = { version = "2" }', 'Diesel'],
  ['Cargo.toml', '[dependencies]\nsea-orm = "1"', 'SeaORM'],
  [
    'Shop.csproj',
    '<PackageReference Include="Microsoft.EntityFrameworkCore.SqlServer" />',
    'EF Core',
  ],
  ['Shop.csproj', '<PackageReference Include="Dapper" />', 'Dapper'],
  ['Shop.csproj', '<PackageReference Include="NHibernate" />', 'NHibernate'],
  ['pom.xml', '<artifactId>spring-boot-starter-data-jpa</artifactId>', 'Hibernate'],
  ['build.gradle', "implementation 'org.hibernate.orm:hibernate-core:6'", 'Hibernate'],
  ['build.gradle.kts', 'implementation("org.jetbrains.exposed:exposed-core:0.5")', 'Exposed'],
  ['pom.xml', '<groupId>org.jooq</groupId>', 'jOOQ'],
  ['composer.json', '{"require": {"laravel/framework": "^12"}}', 'Eloquent'],
  ['composer.json', '{"require": {"doctrine/orm": "^3"}}', 'Doctrine'],
];
for (const [file, text, orms] of MANIFESTS) {
  test(`${file}: ${text.slice(0, 60)} ⇒ ${orms || 'none'}`, async () => {
    const found = await ormsFor('db/orders.sql', projectOf({ [file]: text }));
    assert.equal(found.map(({ row }) => row.id).join(', '), orms);
  });
}

test('every ORM is recognised by some manifest, and is in a language that is known', () => {
  const seen = MANIFESTS.flatMap(([, , orms]) => orms.split(', '));
  assert.deepEqual(
    ORMS.filter(({ id }) => !seen.includes(id)).map(({ id }) => id),
    [],
  );
  const ids = LANGUAGES.map(({ id }) => id);
  assert.ok(ORMS.every(({ languageId }) => ids.includes(languageId)));
});

test('a package of a monorepo has its own ORM', async () => {
  const project = projectOf({
    'package.json': npm('typeorm'),
    'packages/shop/package.json': npm('prisma'),
    'packages/shop/db/a.sql': '',
    'packages/admin/package.json': npm('react'),
  });
  const ids = async (path: string): Promise<string[]> =>
    (await ormsFor(path, project)).map(({ row, because }) => `${row.id} by ${because}`);
  assert.deepEqual(await ids('packages/shop/db/a.sql'), ['Prisma by packages/shop/package.json']);
  assert.deepEqual(await ids('packages/admin/a.sql'), ['TypeORM by package.json']);
});

const SELECT = ['SELECT * FROM orders WHERE total > 100;'];
const first = (languageId: string, lines: readonly string[], count: number, last?: string) =>
  targetsFor({ languageId, lines }, [], last).slice(0, count).map(nameOfTarget).join(', ');

test('the likeliest languages come first, its own not at all, and before all what was chosen last', () => {
  assert.equal(first('python', ['x = 1'], 3), 'JavaScript, TypeScript, Java');
  assert.equal(first('typescriptreact', ['const x = 1;'], 2), 'JavaScript, Python');
  assert.equal(first('javascript', ['x = 1'], 2), 'TypeScript, Python');
  assert.equal(first('python', ['x = 1'], 2, 'go'), 'Go, JavaScript');
  assert.ok(!first('python', ['x = 1'], 99).includes('Python'));
  assert.ok(!first('python', ['x = 1'], 99).includes('Prisma'), 'an ORM is for SQL only');
});

test('SQL: the ORM of the project first, the others last', async () => {
  const found = await ormsFor('a.sql', projectOf({ 'package.json': npm('sequelize') }));
  const names = targetsFor({ languageId: 'sql', lines: SELECT }, found, undefined).map(
    nameOfTarget,
  );
  assert.deepEqual(names.slice(0, 2), ['Sequelize (TypeScript)', 'Python']);
  assert.equal(names.at(-1), 'Doctrine (PHP)');
  assert.ok(!names.includes('SQL'));
  assert.equal(new Set(names).size, LANGUAGES.length - 1 + ORMS.length);
});

test('SQL is known by its language, or by how it begins inside of another', () => {
  assert.ok(isSql('pgsql', ['whatever']));
  assert.ok(isSql('typescript', ['-- all of them', '  select 1']));
  assert.ok(!isSql('typescript', ['const selected = 1;']));
});

const language = (id: string): Into => {
  const found = LANGUAGES.find(one => one.id === id);
  assert.ok(found);
  return { id, language: found };
};
const about: Subject = {
  path: 'cart.py',
  languageId: 'python',
  lines: ['def total(prices):', '    return sum(prices)', '', 'x = 1'],
  start: 0,
  count: 2,
};

test('the question: the code, the language; for an ORM how it is written', () => {
  const asked = (into: Into): string => {
    const request = { task: translateInto(into, about), subject: about, wish: '', former: [] };
    const { question } = questionOf(request, new Gate(() => 'free'), { model: 'm', window: 8000 });
    return question.messages.map(({ text }) => text).join('\n');
  };
  assert.match(asked(language('rust')), /def total[\s\S]*Translate the selected lines into Rust\./);
  const prisma = targetsFor({ languageId: 'sql', lines: SELECT }, [], 'orm:Prisma')[0];
  assert.ok(prisma);
  assert.match(
    asked(prisma),
    /into Prisma \(TypeScript\): calls of PrismaClient[^.]*\. What comes/,
  );
});

const JS = 'export function total(prices) {\n  return 0;\n}';
/** The answer, how it ended, and the new document, or why there is none. */
const ANSWERS: readonly (readonly [string, string, Ending, string])[] = [
  ['a block', `No sum.\n\n\`\`\`js\n${JS}\n\`\`\`\n`, 'whole', `${JS}\n`],
  ['a block that names a file', `Sure.\n\n\`\`\`js\n// cart.js\n${JS}\n\`\`\``, 'whole', `${JS}\n`],
  [
    'the old code first',
    `\`\`\`python\nx = 1\n\`\`\`\n\n\`\`\`js\n${JS}\n\`\`\``,
    'whole',
    `${JS}\n`,
  ],
  [
    'a block without a name first',
    `\`\`\`\nnpm i\n\`\`\`\n\n\`\`\`js\n${JS}\n\`\`\``,
    'whole',
    `${JS}\n`,
  ],
  ['a block in a list', `- so:\n  \`\`\`js\n  f();\n  \`\`\``, 'whole', 'f();\n'],
  ['prose', 'I can not do that with decorators.', 'whole', 'OUT-NOCODE'],
  ['another language', '```go\nfunc Total() {}\n```', 'whole', 'OUT-LANGUAGE'],
  ['a patch', '```diff\n-a\n+b\n```', 'whole', 'OUT-PATCH'],
  ['cut off in its block', `Sure.\n\n\`\`\`js\n${JS}`, 'whole', 'OUT-CUT'],
  ['longer than its room', `Sure.\n\n\`\`\`js\n${JS}\n`, 'length', 'OUT-CUT'],
  ['a connection that broke', 'Su', 'failed', 'OUT-CUT'],
  ['an empty block', '```js\n\n```', 'whole', 'OUT-NOCODE'],
];
for (const [name, answer, ending, expected] of ANSWERS) {
  test(`${name} ⇒ ${expected.split('\n')[0]}`, () => {
    const task = translateInto(language('javascript'), about);
    const { change, fault } = task.read(answer, blankAt('', 'javascript'), ending);
    assert.equal(fault ?? change?.after.join('\n'), expected);
  });
}

test('several blocks: the one of the language, and the user is told of the others', () => {
  const task = translateInto(language('javascript'), about);
  const answer = '```js\na();\n```\n\nOr:\n\n```js\nb();\n```';
  const { change, passedOver } = task.read(answer, blankAt('', 'javascript'), 'whole');
  assert.deepEqual([change?.after, passedOver], [['a();', ''], 1]);
});

test('while it streams, lines only come', () => {
  const task = translateInto(language('javascript'), about);
  const answer = `No sum.\n\n\`\`\`js\n${JS}\n\`\`\`\n`;
  let shown: readonly string[] = [];
  for (let end = 1; end <= answer.length; end++) {
    const proposal = task.read(answer.slice(0, end), blankAt('', 'javascript'), 'streaming');
    assert.equal(proposal.fault, undefined);
    const now = (proposal.change?.after ?? []).filter(line => line !== '');
    assert.deepEqual(now.slice(0, shown.length), shown);
    shown = now;
  }
  assert.equal(shown.length, 3);
});
