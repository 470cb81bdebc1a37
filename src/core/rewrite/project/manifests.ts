import { depends, type Evidence } from './evidence.ts';

/** How manifests name a package, by the tool that reads them. A manifest is looked at as text, so that one that is broken is still read. */

/** After a name: it ends here, and does not go on as `flask-cors` does. */
const WHOLE = '(?![\\w-])';

/** @param name as in package.json; a part of a pattern. */
export const npm = (name: string): readonly Evidence[] => [
  { file: /^package\.json$/, says: depends(name) },
];

/** Named at the start of a line, or of a quoted requirement. */
export const pip = (name: string): readonly Evidence[] => [
  { file: /^pyproject\.toml$/, says: new RegExp(`^\\s*["']?${name}${WHOLE}`, 'im') },
  { file: /^[\w-]*requirements[\w-]*\.(txt|in)$/, says: new RegExp(`^${name}${WHOLE}`, 'im') },
  { file: /^(Pipfile|setup\.cfg|setup\.py)$/, says: new RegExp(`\\b${name}${WHOLE}`, 'i') },
];

export const goModule = (says: RegExp): readonly Evidence[] => [{ file: /^go\.mod$/, says }];

export const crate = (name: string): readonly Evidence[] => [
  { file: /^Cargo\.toml$/, says: new RegExp(`^${name}${WHOLE}`, 'm') },
];

/** Maven or Gradle. */
export const jvm = (says: RegExp): readonly Evidence[] => [
  { file: /^pom\.xml$/, says },
  { file: /^build\.gradle(\.kts)?$/, says },
];

export const nuget = (says: RegExp): readonly Evidence[] => [{ file: /\.csproj$/, says }];

export const gem = (name: string): readonly Evidence[] => [
  { file: /^(Gemfile|.+\.gemspec)$/, says: new RegExp(`["']${name}["']`) },
];

export const composer = (name: string): readonly Evidence[] => [
  { file: /^composer\.json$/, says: depends(name) },
];
