import type { Warning } from './warning.ts';

/** Files that tell a machine what to run, or whom to trust: a model that was misled would write there. */
const RUNS =
  /(^|\/)(\.vscode|\.idea|\.git|\.githooks|\.husky|\.devcontainer|\.github\/workflows|\.circleci|\.ssh)\/|(^|\/)(\.npmrc|\.yarnrc[^/]*|\.pnpmfile\.cjs|pip\.conf|\.pypirc|\.gitlab-ci\.ya?ml|jenkinsfile|makefile|dockerfile|\.bashrc|\.bash_profile|\.profile|\.zshrc|\.envrc|\.gitconfig|\.gitattributes|\.gitmodules|authorized_keys)$|\.code-workspace$/;

/**
 * Warns before a file is changed that decides what runs.
 *
 *     .vscode/tasks.json   .github/workflows/test.yml   .npmrc
 */
export function pathWarning(path: string): Warning | undefined {
  const plain = path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return RUNS.test(plain) ? { code: 'OUT-RUNS', facts: { path } } : undefined;
}
