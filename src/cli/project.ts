import { existsSync } from 'node:fs';
import path from 'node:path';

/** What lies at the root of a project, best sign first. */
const SIGNS = [
  ['.git'],
  ['package.json', 'pyproject.toml', 'go.mod', 'Cargo.toml', 'pom.xml', 'composer.json'],
];

/** The folder to learn for a file: the repository around it, else the package around it, else the folder that it is in. */
export function projectOf(file: string): string {
  for (const names of SIGNS) {
    for (const folder of foldersAround(file)) {
      if (names.some(name => existsSync(path.join(folder, name)))) return folder;
    }
  }
  return path.dirname(file);
}

function foldersAround(file: string): string[] {
  const folders: string[] = [];
  for (let folder = path.dirname(file); folders.at(-1) !== folder; folder = path.dirname(folder)) {
    folders.push(folder);
  }
  return folders;
}
