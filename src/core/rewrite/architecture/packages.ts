/** Names of manifests that are read, as patterns, for the packages of a project and for a model. */
export const MANIFESTS = [
  ...['package.json', 'go.mod', 'Cargo.toml', 'pyproject.toml', 'requirements.txt', 'pom.xml'],
  ...['build.gradle', 'build.gradle.kts', 'Gemfile', 'composer.json', 'CMakeLists.txt', '*.csproj'],
];

/**
 * The name under which other packages import what lies beside a manifest.
 *
 *     package.json: { "name": "@shop/core" }   ⇒   @shop/core        go.mod: module example.com/shop   ⇒   example.com/shop
 */
export function packageNameIn(path: string, text: string): string | undefined {
  if (path.endsWith('go.mod')) return /^\s*module\s+(\S+)/m.exec(text)?.[1];
  if (!path.endsWith('package.json')) return undefined;
  try {
    const { name } = JSON.parse(text) as { readonly name?: unknown };
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined; // no package that anybody could import
  }
}
