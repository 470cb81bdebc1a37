import { type Evidence, type Named, nearestNamed } from '../project/evidence.ts';
import { composer, crate, gem, goModule, jvm, npm, nuget, pip } from '../project/manifests.ts';
import type { Project } from '../project/project.ts';

/** What maps tables to objects: how it is recognised, and how queries are written with it. */
export interface Orm {
  readonly id: string;
  /** The language of the queries, by VS Code's id. */
  readonly languageId: string;
  readonly evidence: readonly Evidence[];
  /** For the model. */
  readonly style: string;
}

/** All that are known, by language; a new one is a new row. */
export const ORMS: readonly Orm[] = [
  {
    id: 'Prisma',
    languageId: 'typescript',
    evidence: [...npm('(?:prisma|@prisma/client)'), { file: /^schema\.prisma$/ }],
    style: 'calls of PrismaClient such as findMany, with select, where, include and orderBy',
  },
  {
    id: 'TypeORM',
    languageId: 'typescript',
    evidence: npm('typeorm'),
    style: 'repositories and createQueryBuilder, with entities by their classes',
  },
  {
    id: 'Sequelize',
    languageId: 'typescript',
    evidence: npm('(?:sequelize(?:-typescript)?|@sequelize/core)'),
    style: 'findAll and its like on models, with attributes, where, include and Op',
  },
  {
    id: 'Drizzle',
    languageId: 'typescript',
    evidence: npm('drizzle-orm'),
    style: 'db.select().from(table) with eq, and, or, and joins; tables by pgTable and its like',
  },
  {
    id: 'MikroORM',
    languageId: 'typescript',
    evidence: npm('@mikro-orm/core'),
    style: 'em.find and its like, with populate and orderBy',
  },
  {
    id: 'Kysely',
    languageId: 'typescript',
    evidence: npm('kysely'),
    style: 'db.selectFrom and its like, typed by the interface of the database',
  },
  {
    id: 'Knex',
    languageId: 'javascript',
    evidence: npm('knex'),
    style: "knex('table') with where, join and select",
  },
  {
    id: 'Django ORM',
    languageId: 'python',
    evidence: [...pip('django'), { file: /^manage\.py$/, says: /\bdjango\b/ }],
    style: 'Model.objects with filter, annotate, select_related, Q and F',
  },
  {
    id: 'SQLModel',
    languageId: 'python',
    evidence: pip('sqlmodel'),
    style: 'session.exec(select(…)) on classes of SQLModel',
  },
  {
    id: 'SQLAlchemy',
    languageId: 'python',
    evidence: pip('(?:flask-)?sqlalchemy'),
    style: '2.0: session.execute(select(…)), mapped classes with Mapped and mapped_column',
  },
  {
    id: 'Peewee',
    languageId: 'python',
    evidence: pip('peewee'),
    style: 'Model.select().where(…) and joins',
  },
  {
    id: 'Tortoise ORM',
    languageId: 'python',
    evidence: pip('tortoise-orm'),
    style: 'await Model.filter(…) with prefetch_related, annotate and Q',
  },
  {
    id: 'ActiveRecord',
    languageId: 'ruby',
    evidence: [...gem('rails'), ...gem('activerecord')],
    style: 'Model.where, joins, includes, order and pluck; scopes where they help',
  },
  {
    id: 'Sequel',
    languageId: 'ruby',
    evidence: gem('sequel'),
    style: 'DB[:table] datasets with where, join and select',
  },
  {
    id: 'GORM',
    languageId: 'go',
    evidence: goModule(/\bgorm\.io\/gorm\b/),
    style: 'db.Model, Where, Joins, Preload and Find on structs, with errors looked at',
  },
  {
    id: 'Ent',
    languageId: 'go',
    evidence: goModule(/\bentgo\.io\/ent\b/),
    style: 'client.Entity.Query() with predicates and edges',
  },
  {
    id: 'Diesel',
    languageId: 'rust',
    evidence: crate('diesel'),
    style: 'the query DSL on tables of the schema: filter, inner_join, select, load',
  },
  {
    id: 'SeaORM',
    languageId: 'rust',
    evidence: crate('sea-orm'),
    style: 'Entity::find() with filter, find_also_related and all(db).await',
  },
  {
    id: 'EF Core',
    languageId: 'csharp',
    evidence: nuget(/Include="Microsoft\.EntityFrameworkCore(\.\w+)*"/),
    style: 'LINQ on a DbContext: Where, Include, Select, ToListAsync',
  },
  {
    id: 'Dapper',
    languageId: 'csharp',
    evidence: nuget(/Include="Dapper"/),
    style: 'QueryAsync<T> with parameters',
  },
  {
    id: 'NHibernate',
    languageId: 'csharp',
    evidence: nuget(/Include="NHibernate"/),
    style: 'session.Query<T>() with LINQ',
  },
  {
    id: 'Exposed',
    languageId: 'kotlin',
    evidence: jvm(/org\.jetbrains\.exposed/),
    style: 'tables as objects, selectAll().where { … } inside of transaction { }',
  },
  {
    id: 'jOOQ',
    languageId: 'java',
    evidence: jvm(/org\.jooq\b/),
    style: 'DSLContext: select, from, join, where, fetchInto',
  },
  {
    id: 'Hibernate',
    languageId: 'java',
    evidence: jvm(
      /hibernate-core|org\.hibernate|spring-boot-starter-data-jpa|(jakarta|javax)\.persistence/,
    ),
    style:
      'entities of jakarta.persistence; a repository of Spring Data where the project has it, else JPQL with parameters',
  },
  {
    id: 'Eloquent',
    languageId: 'php',
    evidence: composer('(?:laravel/framework|illuminate/database)'),
    style: 'Model::query() with where, with, join and get',
  },
  {
    id: 'Doctrine',
    languageId: 'php',
    evidence: composer('doctrine/(?:orm|doctrine-bundle)'),
    style: 'QueryBuilder of the EntityManager, or DQL, with parameters',
  },
];

/** What the nearest manifest maps tables with, and the file that says so. */
export function ormsFor(path: string, project: Project): Promise<readonly Named<Orm>[]> {
  return nearestNamed(path, ORMS, project);
}

const SQL = /^\s*(--.*\s*)*(select|insert|update|delete|create|alter|with|merge)\b/i;

/** Is it SQL, or does the selection begin as SQL does? */
export function isSql(languageId: string, lines: readonly string[]): boolean {
  return /^(sql|mysql|pgsql|plsql|postgres|sqlite)$/.test(languageId) || SQL.test(lines.join('\n'));
}
