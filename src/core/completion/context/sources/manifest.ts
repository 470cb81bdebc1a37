import type { ContextSource, ReadNearest } from '../snippet.ts';

/** Where the versions of what a project uses are written, by language; the nearest above the file counts. */
const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
] as const;

const MOST = 8;
/** Lines at the top of a file that imports are looked for in. */
const TOP = 60;

/**
 * The lines of the nearest manifest that give the versions of what this file imports: an interface differs from one version to the next.
 *
 *     import express from 'express'      ⇒      "express": "^5.1.0"
 */
export function manifestSource(read: ReadNearest): ContextSource {
  return {
    name: 'versions',
    async offer(at, signal) {
      const manifest = await read(at.uri, MANIFESTS, signal);
      if (manifest === undefined) return [];
      const names = importedIn(at.before.split('\n', TOP));
      const lines = manifest.text
        .split('\n')
        .filter(line => /\d/.test(line) && names.some(name => namesIt(line, name)))
        .slice(0, MOST)
        .map(line => line.trim().replace(/,$/, ''));
      if (lines.length === 0) return [];
      const { path } = manifest;
      return [{ path, text: lines.join('\n'), why: 'versions of what is used here', worth: 0.03 }];
    },
  };
}

/** Packages, by their first name: `express`, `@scope/name`, `requests`, `github.com/gin-gonic/gin`, `serde`. */
function importedIn(lines: readonly string[]): string[] {
  const names = lines.flatMap(line => {
    const quoted = /\b(?:from|import|require)\b.*?['"]([^'".][^'"]*)['"]/.exec(line)?.[1];
    const bare = /^\s*(?:from|import|use|extern crate)\s+([\p{L}_][\p{L}\p{N}_.]*)/u.exec(
      line,
    )?.[1];
    const inBlock = /^\s+(?:\w+ )?"([\w.-]+\/[^"]+)"$/.exec(line)?.[1];
    return [quoted && packageOf(quoted), bare?.split(/\.|::/)[0], inBlock && packageOf(inBlock)];
  });
  return [...new Set(names.filter(name => name !== undefined && name.length > 1))] as string[];
}

/** `zod/v4` ⇒ `zod`, `@scope/name/part` ⇒ `@scope/name`, `github.com/gin-gonic/gin/binding` ⇒ `github.com/gin-gonic/gin` */
function packageOf(from: string): string {
  const [first = from] = from.split('/', 1);
  const parts = first.startsWith('@') ? 2 : first.includes('.') ? 3 : 1;
  return from.split('/', parts).join('/');
}

function namesIt(line: string, name: string): boolean {
  const at = line.indexOf(name);
  if (at < 0) return false;
  const around = `${line[at - 1] ?? ' '}${line[at + name.length] ?? ' '}`;
  return !/[\p{L}\p{N}_@/-]/u.test(around);
}
