import { evidenceFor } from '../project/evidence.ts';
import { folderOf, foldersUp, joined, nameOf } from '../project/paths.ts';
import type { Project } from '../project/project.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { isTestFile } from './testFiles.ts';

/** The framework of a file's tests: found, with the file that says so; or open, with those that come into question. */
export type Detected =
  | {
      readonly kind: 'found';
      readonly framework: Framework;
      /** Where the manifest lies: the root of the package of the tests. */
      readonly folder: string;
      /** The root of the package of the source, where that is another: C#. */
      readonly sources?: string;
      readonly because: string;
    }
  | { readonly kind: 'open'; readonly candidates: readonly Framework[]; readonly folder: string };

/**
 * The framework for the tests of `path`, from the nearest manifest that names one: folder by folder up from the file, so that each package of a monorepo has its own.
 *
 *     packages/shop/package.json   names vitest     ⇒   packages/shop/src/cart.ts: vitest
 *     package.json                 names jest       ⇒   tools/lint.js: jest
 *
 * Where one manifest names several, its script named `test` decides, and then what the tests that are there import.
 */
export async function detectFramework(
  path: string,
  languageId: string,
  project: Project,
): Promise<Detected> {
  const rows = FRAMEWORKS.filter(({ languages }) => languages.includes(languageId));
  for (const folder of foldersUp(path)) {
    const named = await namedIn(folder, rows, project);
    const [first, ...others] = named;
    if (first === undefined) continue;
    if (others.length === 0) return { kind: 'found', folder, ...first };
    const decided =
      (await byScript(folder, named, project)) ?? (await byTests(path, folder, rows, project));
    if (decided !== undefined) return { kind: 'found', folder, ...decided };
    return { kind: 'open', candidates: named.map(({ framework }) => framework), folder };
  }
  const elsewhere = await testProject(path, rows, project);
  if (elsewhere !== undefined) return elsewhere;
  const folder = packageOf(path, project);
  const decided = await byTests(path, folder, rows, project);
  if (decided !== undefined) return { kind: 'found', folder, ...decided };
  return { kind: 'open', candidates: rows, folder };
}

interface Named {
  readonly framework: Framework;
  readonly because: string;
}

/** The frameworks that the files right in a folder speak of. */
async function namedIn(
  folder: string,
  rows: readonly Framework[],
  project: Project,
): Promise<Named[]> {
  const here = project.files.filter(file => folderOf(file) === folder);
  const manifest = joined(folder, 'package.json');
  const script = here.includes(manifest) ? await testScript(manifest, project) : '';
  const named: Named[] = [];
  for (const framework of rows) {
    const runs = framework.script?.test(script) ? manifest : undefined;
    const because = (await evidenceFor(framework, here, project)) ?? runs;
    if (because !== undefined) named.push({ framework, because });
  }
  return named;
}

/** What the script named `test` says; `` where there is none. */
async function testScript(manifest: string, project: Project): Promise<string> {
  const text = (await project.read(manifest)) ?? '';
  return /"test"\s*:\s*"((?:\\.|[^"\\])*)"/.exec(text)?.[1] ?? '';
}

async function byScript(
  folder: string,
  named: readonly Named[],
  project: Project,
): Promise<Named | undefined> {
  const script = await testScript(joined(folder, 'package.json'), project);
  const run = named.filter(({ framework }) => framework.script?.test(script));
  return run.length === 1 ? run[0] : undefined;
}

const TESTS_READ = 8;

/** What the tests nearest to the file are written with. */
async function byTests(
  path: string,
  folder: string,
  rows: readonly Framework[],
  project: Project,
): Promise<Named | undefined> {
  const near = testsNear(path, folder, rows, project);
  for (const because of near.slice(0, TESTS_READ)) {
    const text = (await project.read(because)) ?? '';
    const framework = rows.find(({ tests }) => tests.test(text));
    if (framework !== undefined) return { framework, because };
  }
  return undefined;
}

function testsNear(
  path: string,
  folder: string,
  rows: readonly Framework[],
  project: Project,
): string[] {
  const up = foldersUp(path);
  const steps = (file: string): number => {
    const at = up.findIndex(above => above === '' || file.startsWith(`${above}/`));
    return at < 0 ? up.length : at;
  };
  return project.files
    .filter(file => folder === '' || file.startsWith(`${folder}/`))
    .filter(file => rows.some(row => isTestFile(file, row)))
    .map(file => ({ file, steps: steps(file) }))
    .sort((a, b) => a.steps - b.steps || (a.file < b.file ? -1 : 1))
    .map(({ file }) => file);
}

/** C#: the tests are a project of their own, which refers to the one that the file is in. */
async function testProject(
  path: string,
  rows: readonly Framework[],
  project: Project,
): Promise<Detected | undefined> {
  const projects = project.files.filter(file => file.endsWith('.csproj'));
  const own = foldersUp(path).flatMap(folder =>
    projects.filter(file => folderOf(file) === folder),
  )[0];
  if (own === undefined) return undefined;
  for (const because of projects) {
    const text = (await project.read(because)) ?? '';
    if (!text.includes(nameOf(own)) || because === own) continue;
    const framework = rows.find(({ evidence }) => evidence.some(({ says }) => says?.test(text)));
    if (framework !== undefined) {
      return {
        kind: 'found',
        framework,
        folder: folderOf(because),
        sources: folderOf(own),
        because,
      };
    }
  }
  return undefined;
}

const MANIFEST =
  /^(package\.json|pyproject\.toml|setup\.(py|cfg)|go\.mod|Cargo\.toml|pom\.xml|build\.gradle(\.kts)?|.+\.csproj|Gemfile|composer\.json)$/;

/** The nearest folder with any manifest, else the outermost. */
function packageOf(path: string, project: Project): string {
  const manifests = project.files.filter(file => MANIFEST.test(nameOf(file))).map(folderOf);
  return foldersUp(path).find(folder => manifests.includes(folder)) ?? '';
}
