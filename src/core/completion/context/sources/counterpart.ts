/**
 * The files that a file is written together with, the likeliest first, as the conventions of the languages name them.
 *
 *     src/user.ts           ⇒  src/user.test.ts  src/user.spec.ts  src/__tests__/user.test.ts  test/user.test.ts …
 *     src/user.test.ts      ⇒  src/user.ts …
 *     pkg/user_test.go      ⇒  pkg/user.go
 *     src/main/…/User.java  ⇒  src/test/…/UserTest.java
 *     user.cpp              ⇒  user.h  user.hpp …
 */
export function counterpartsOf(path: string): string[] {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const [name, ending] = cutEnding(path.slice(slash));
  const code = codeOfTest(name);
  const found = code === undefined ? testsOf(folder, name, ending) : codesOf(folder, code, ending);
  return [...new Set([...headersOf(folder, name, ending), ...found])].filter(one => one !== path);
}

function cutEnding(file: string): [name: string, ending: string] {
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot)];
}

const TEST_NAMES = [/^(.+)[._-](test|spec)s?$/, /^test_(.+)$/, /^(.+?)Tests?$/];
const TEST_FOLDERS = /(^|\/)(__tests__|tests?|spec)\//;

/** `user` for `user.test`, `test_user`, `UserTest`; `undefined` for what is no test. */
function codeOfTest(name: string): string | undefined {
  for (const pattern of TEST_NAMES) {
    const code = pattern.exec(name)?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}

function testsOf(folder: string, name: string, ending: string): string[] {
  switch (ending) {
    case '.go':
      return [`${folder}${name}_test.go`];
    case '.py':
      return [folder, `${folder}tests/`, ...testFolders(folder)].flatMap(place => [
        `${place}test_${name}.py`,
        `${place}${name}_test.py`,
      ]);
    case '.java':
    case '.kt':
      return testFolders(folder).map(place => `${place}${name}Test${ending}`);
    case '.rs':
      return testFolders(folder).map(place => `${place}${name}.rs`);
    default:
      return [folder, `${folder}__tests__/`, ...testFolders(folder)].flatMap(place => [
        `${place}${name}.test${ending}`,
        `${place}${name}.spec${ending}`,
      ]);
  }
}

/** Where the tests of a folder's code are: `test/a/` for `src/a/`, `src/test/a/` for `src/main/a/`. */
function testFolders(folder: string): string[] {
  if (/(^|\/)main\//.test(folder)) return [folder.replace(/(^|\/)main\//, '$1test/')];
  const inside = folder.replace(/^(.*?)(src|lib)\//, '$1');
  return ['test/', 'tests/'].map(tests =>
    inside === folder ? `${tests}${folder}` : folder.replace(/(src|lib)\//, tests),
  );
}

function codesOf(folder: string, code: string, ending: string): string[] {
  const places = [folder, folder.replace(/__tests__\/|tests\/$/, '')];
  if (TEST_FOLDERS.test(folder)) {
    for (const sources of ['src/', 'lib/', 'main/', '']) {
      places.push(folder.replace(/(^|\/)(tests?|spec)\//, `$1${sources}`));
    }
  }
  return places.map(place => `${place}${code}${ending}`);
}

const HEADERS = ['.h', '.hpp', '.hh', '.hxx'];
const SOURCES = ['.c', '.cpp', '.cc', '.cxx', '.m', '.mm'];

function headersOf(folder: string, name: string, ending: string): string[] {
  const endings = HEADERS.includes(ending) ? SOURCES : SOURCES.includes(ending) ? HEADERS : [];
  return endings.map(other => `${folder}${name}${other}`);
}
