import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { companionBundle, LANGUAGES } from './l10n.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const SOURCES = path.join(ROOT, 'src', 'companion');
/** What both extensions have in common stands in Inkling's manifest alone. */
const SHARED = [
  ...['version', 'publisher', 'license', 'pricing'],
  ...['repository', 'engines', 'galleryBanner'],
];

/** Puts beside the companion's bundle what makes it an extension: manifest, translations, README, licence, icon. */
export async function furnishCompanion(folder: string): Promise<void> {
  mkdirSync(path.join(folder, 'l10n'), { recursive: true });
  writeJson(path.join(folder, 'package.json'), manifest());
  for (const file of globSync('package.nls*.json', { cwd: SOURCES })) {
    copyFileSync(path.join(SOURCES, file), path.join(folder, file));
  }
  for (const language of LANGUAGES) {
    const file = `bundle.l10n.${language}.json`;
    writeJson(path.join(folder, 'l10n', file), await companionBundle(language));
  }
  copyFileSync(path.join(SOURCES, 'README.md'), path.join(folder, 'README.md'));
  copyFileSync(path.join(ROOT, 'LICENSE'), path.join(folder, 'LICENSE'));
  copyFileSync(path.join(ROOT, 'media', 'icon.png'), path.join(folder, 'icon.png'));
}

function manifest(): object {
  const own = readJson(path.join(SOURCES, 'manifest.json'));
  const ours = readJson(path.join(ROOT, 'package.json'));
  return { ...own, ...Object.fromEntries(SHARED.map(name => [name, ours[name]])) };
}

function readJson(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
