import * as vscode from 'vscode';
import { BackendError } from '../../core/backend/errors.ts';
import { factsOf } from '../../core/rewrite/architecture/facts.ts';
import { architectureQuestion, type Manifest } from '../../core/rewrite/architecture/question.ts';
import { reportOf, type Say, type WritePath } from '../../core/rewrite/architecture/report.ts';
import { filesOfWorkspace } from '../../core/rewrite/explanation.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import { listen } from '../../core/rewrite/listen.ts';
import { type OpenChatModel, openForTask } from '../models/openForTask.ts';
import type { Explanation } from './answers.ts';
import type { Explainer } from './explainer.ts';
import { underProgress } from './progress.ts';
import { type Project, readProject } from './projectReading.ts';
import { confirmed, type TalkTools } from './talk.ts';
import type { TargetTools } from './target.ts';

/** Feedback on the architecture of a project: what is counted from its imports first, then what a model says of it. */
export class Architect {
  private readonly tools: TalkTools & TargetTools;
  private readonly explainer: Explainer;

  constructor(tools: TalkTools & TargetTools, explainer: Explainer) {
    this.tools = tools;
    this.explainer = explainer;
  }

  /** @throws RewriteFault, BackendError, CancellationError, Failed */
  async begin(): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new RewriteFault('DOC-TRUST');
    const folder = folderHere();
    const project = await underProgress(vscode.l10n.t('Reading the project'), (say, signal) =>
      readProject(folder, this.tools, say, signal),
    );
    if (project.files.length === 0) throw new RewriteFault('DOC-NOCODE');
    const open = await this.opened(project);
    const explanation = this.explanationOf(folder, project, open);
    await this.explainer.show(explanation);
    if (open === undefined) return;
    const wish = await vscode.window.showInputBox({
      title: vscode.l10n.t('What do you want to know of the architecture?'),
      placeHolder: vscode.l10n.t('Enter alone: which patterns there are, and what to change first'),
      ignoreFocusOut: true,
    });
    if (wish === undefined) throw new vscode.CancellationError();
    await this.explainer.goOn(explanation, wish.trim());
  }

  /** The model; `undefined` where none is chosen: the facts need none. */
  private async opened({ files }: Project): Promise<OpenChatModel | undefined> {
    try {
      return await openForTask('review', files[0]?.languageId ?? '', this.tools);
    } catch (error) {
      if (error instanceof BackendError && error.code === 'CFG-MODEL') return undefined;
      throw error;
    }
  }

  private explanationOf(
    folder: vscode.WorkspaceFolder,
    project: Project,
    open: OpenChatModel | undefined,
  ): Explanation {
    const facts = factsOf(project.files, project.packages);
    const known = new Set(project.files.map(({ path }) => path));
    const link = filesOfWorkspace(path => known.has(path));
    const linked: WritePath = path => {
      const target = link(path);
      return target === undefined ? `\`${path}\`` : `[${path}](${target})`;
    };
    const left =
      project.left === 0 ? [] : [vscode.l10n.t('Files that were left out: {0}.', project.left)];
    const nobody =
      open === undefined
        ? [vscode.l10n.t('Counted from the imports only: no model is chosen.')]
        : [];
    const notes = [...left, ...nobody].map(note => `*${note}*`);
    const report = reportOf(facts, path => path, inEnglish);
    return {
      id: this.explainer.nextId(),
      title: vscode.l10n.t('Architecture of {0}', folder.name),
      preface: [reportOf(facts, linked, inTheirLanguage), ...notes].join('\n\n'),
      links: { file: link },
      turns: [],
      stop: new AbortController(),
      ask: async (wish, former, onHeard, signal) => {
        const model = await openForTask('review', project.files[0]?.languageId ?? '', this.tools);
        const request = { report, ...this.besides(project), wish, former };
        const room = { model: model.backend.model, window: model.window };
        const asked = architectureQuestion(request, room);
        await confirmed(asked, model);
        return await listen(asked, model, { original: [] }, onHeard, signal);
      },
    };
  }

  /** Folders, and manifests as far as they may leave. */
  private besides({ files, manifests }: Project): {
    folders: readonly string[];
    manifests: readonly Manifest[];
  } {
    const counts = new Map<string, number>();
    for (const { path } of files) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.';
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    const passed = manifests.flatMap(({ path, text }): Manifest[] => {
      const gated = this.tools.gate.pass(path, text);
      return gated.kind === 'passed' ? [{ path, text: gated.text }] : [];
    });
    return { folders: [...counts].map(([name, count]) => `${name} ${count}`), manifests: passed };
  }
}

/** The folder of the file that the user is in, else the first of the workspace. @throws RewriteFault DOC-NOFOLDER */
function folderHere(): vscode.WorkspaceFolder {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active && vscode.workspace.getWorkspaceFolder(active);
  const folder = own ?? vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new RewriteFault('DOC-NOFOLDER');
  return folder;
}

const inTheirLanguage: Say = (template, facts = {}) => filled(vscode.l10n.t(template), facts);
/** A model is spoken to in English. */
const inEnglish: Say = (template, facts = {}) => filled(template, facts);

function filled(template: string, facts: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
