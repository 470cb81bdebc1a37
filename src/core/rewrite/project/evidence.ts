import { folderOf, foldersUp, nameOf } from './paths.ts';
import type { Project } from './project.ts';

/** A file that tells that something is used here: by its being there, or by what it says. */
export interface Evidence {
  /** The whole name of the file, without its folder. */
  readonly file: RegExp;
  readonly says?: RegExp;
}

/** A row of a table of things that projects use, and how it is known that one does. */
interface Told {
  readonly evidence: readonly Evidence[];
}

/** Something that is used here, and the file that says so. */
export interface Named<Row> {
  readonly row: Row;
  readonly because: string;
}

/** Is a package of npm named among the dependencies? A manifest is looked at as text, so that one that is broken is still read. */
export const depends = (name: string): RegExp => new RegExp(`"${name}"\\s*:\\s*"`);

/** The first of some files that tells of it. */
export async function evidenceFor(
  { evidence }: Told,
  files: readonly string[],
  project: Project,
): Promise<string | undefined> {
  for (const { file, says } of evidence) {
    for (const path of files.filter(candidate => file.test(nameOf(candidate)))) {
      if (says === undefined || says.test((await project.read(path)) ?? '')) return path;
    }
  }
  return undefined;
}

/**
 * What the nearest manifest that names any row speaks of: folder by folder up from the file, so that each package of a monorepo has its own.
 *
 *     shop/package.json names prisma, package.json names typeorm      ⇒   shop/sql/all.sql: Prisma
 */
export async function nearestNamed<Row extends Told>(
  path: string,
  rows: readonly Row[],
  project: Project,
): Promise<readonly Named<Row>[]> {
  for (const folder of foldersUp(path)) {
    const here = project.files.filter(file => folderOf(file) === folder);
    const named: Named<Row>[] = [];
    for (const row of rows) {
      const because = await evidenceFor(row, here, project);
      if (because !== undefined) named.push({ row, because });
    }
    if (named.length > 0) return named;
  }
  return [];
}
