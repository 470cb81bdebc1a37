import { folderOf, foldersUp, resolved } from '../project/paths.ts';

/** Which folders' code the code of a .NET project sees: by its folder, those of the projects that it refers to. */
export type Projects = ReadonlyMap<string, readonly string[]>;

/**
 * The folders of the projects that a .csproj refers to.
 *
 *     src/Api/Api.csproj: <ProjectReference Include="..\Core\Core.csproj" />   ⇒   src/Core
 */
export function projectReferencesIn(path: string, text: string): readonly string[] {
  const all = text.matchAll(/<ProjectReference\s[^>]*?\bInclude\s*=\s*["']([^"']+)["']/g);
  return [...all].map(([, to = '']) =>
    resolved(folderOf(path), folderOf(to.replaceAll('\\', '/'))),
  );
}

/** The folder of the project that a file belongs to; `undefined` where there is none around it. */
export function projectOf(path: string, projects: Projects): string | undefined {
  return foldersUp(path).find(folder => projects.has(folder));
}

/** A project and all that it refers to, also by way of others. */
export function seenFrom(project: string, projects: Projects): ReadonlySet<string> {
  const seen = new Set([project]);
  for (const one of seen) for (const other of projects.get(one) ?? []) seen.add(other);
  return seen;
}
