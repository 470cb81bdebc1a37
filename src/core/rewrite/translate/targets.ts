import type { Named } from '../project/evidence.ts';
import { LANGUAGES, type Language, languageOf } from './languages.ts';
import { isSql, ORMS, type Orm } from './orms.ts';

/** What code is translated into: a language, or an ORM in its language. */
export interface Into {
  /** Unique among all, for the memory. */
  readonly id: string;
  readonly language: Language;
  readonly orm?: Orm | undefined;
  /** The file that names the ORM, where one of the project does. */
  readonly because?: string | undefined;
}

/** What a language is most often translated into. */
const PARTNERS: Readonly<Record<string, readonly string[]>> = {
  python: ['javascript', 'typescript'],
  javascript: ['typescript', 'python'],
  typescript: ['javascript', 'python'],
};

/**
 * All that some lines can be translated into, the likeliest first: what was chosen last for this language, an ORM of the project for SQL, the language's usual partners.
 *
 *     a.py                                           ⇒   JavaScript, TypeScript, Java, …
 *     orders.sql, package.json names Prisma          ⇒   Prisma, Python, …, TypeORM, …
 *
 * @param found the ORMs that manifests speak of. @param last the id of what was chosen last; `undefined` where nothing was.
 */
export function targetsFor(
  { languageId, lines }: { readonly languageId: string; readonly lines: readonly string[] },
  found: readonly Named<Orm>[],
  last: string | undefined,
): readonly Into[] {
  const own = languageOf(languageId);
  const sql = isSql(languageId, lines);
  const usual = PARTNERS[own?.id ?? ''] ?? [];
  const languages = [...LANGUAGES]
    .filter(({ id }) => id !== own?.id && !(sql && id === 'sql'))
    .sort((a, b) => rank(usual, a.id) - rank(usual, b.id))
    .map((language): Into => ({ id: language.id, language }));
  const orms = sql ? ormTargets(found) : { named: [], others: [] };
  const all = [...orms.named, ...languages, ...orms.others];
  const first = all.filter(({ id }) => id === last);
  return [...first, ...all.filter(({ id }) => id !== last)];
}

function rank(usual: readonly string[], id: string): number {
  const at = usual.indexOf(id);
  return at < 0 ? usual.length : at;
}

function ormTargets(found: readonly Named<Orm>[]): {
  readonly named: readonly Into[];
  readonly others: readonly Into[];
} {
  const target = (orm: Orm): Into[] => {
    const language = languageOf(orm.languageId);
    const because = found.find(({ row }) => row === orm)?.because;
    return language === undefined ? [] : [{ id: `orm:${orm.id}`, language, orm, because }];
  };
  const rows = found.map(({ row }) => row);
  return {
    named: rows.flatMap(target),
    others: ORMS.filter(orm => !rows.includes(orm)).flatMap(target),
  };
}

/** `Prisma (TypeScript)`, `Python` */
export function nameOfTarget({ language, orm }: Into): string {
  return orm === undefined ? language.name : `${orm.id} (${language.name})`;
}
