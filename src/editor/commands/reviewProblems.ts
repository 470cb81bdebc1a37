import * as vscode from 'vscode';
import { type Finding, fingerprintOf } from '../../core/rewrite/review/finding.ts';
import { linesOf } from './target.ts';

const SOURCE = 'Inkling';
const DISMISSED = 'inkling.notProblems';
const MOST_DISMISSED = 2000;

const SEVERITIES = {
  high: vscode.DiagnosticSeverity.Error,
  medium: vscode.DiagnosticSeverity.Warning,
  low: vscode.DiagnosticSeverity.Information,
} as const;

/** The sentences of a finding in the user's language. The model's own words are as it wrote them. */
export function inTheirLanguage(finding: Finding): Finding {
  if (finding.source === 'model') return finding;
  const { says, remedy } = finding;
  return { ...finding, says: vscode.l10n.t(says), remedy: vscode.l10n.t(remedy) };
}

/** A finding as the Problems view shows it. */
export class FindingDiagnostic extends vscode.Diagnostic {
  readonly finding: Finding;

  constructor(range: vscode.Range, finding: Finding) {
    const { says, remedy, severity } = inTheirLanguage(finding);
    super(range, `${says} ${remedy}`, SEVERITIES[severity]);
    this.finding = finding;
    this.source = SOURCE;
    const { cwe } = finding;
    const name = cwe === undefined ? finding.rule : `${finding.rule} CWE-${cwe}`;
    this.code =
      cwe === undefined
        ? name
        : {
            value: name,
            target: vscode.Uri.parse(`https://cwe.mitre.org/data/definitions/${cwe}.html`),
          };
  }
}

/** The findings of the last review, in the Problems view, and those that the user holds for none. */
export class ReviewProblems implements vscode.Disposable {
  private readonly diagnostics = vscode.languages.createDiagnosticCollection('inkling');
  private readonly memento: vscode.Memento;
  /** The repository that was reviewed last. */
  root: vscode.Uri | undefined;
  private all: readonly Finding[] = [];
  /** Those whose line stood in the working file. */
  private readonly seen = new WeakSet<Finding>();
  private readonly following: vscode.Disposable;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
    this.following = vscode.workspace.onDidChangeTextDocument(({ document }) =>
      this.follow(document),
    );
  }

  /** Those that are shown. */
  get findings(): readonly Finding[] {
    const dismissed = new Set(this.dismissed);
    return this.all.filter(finding => !dismissed.has(fingerprintOf(finding)));
  }

  get dismissed(): readonly string[] {
    return this.memento.get<readonly string[]>(DISMISSED, []);
  }

  async show(root: vscode.Uri, findings: readonly Finding[]): Promise<void> {
    this.root = root;
    this.all = findings;
    await this.refresh();
  }

  /** It is not a problem, here and wherever the same line stands. */
  async dismiss(finding: Finding): Promise<void> {
    const others = this.dismissed.filter(one => one !== fingerprintOf(finding));
    const kept = [fingerprintOf(finding), ...others].slice(0, MOST_DISMISSED);
    await this.memento.update(DISMISSED, kept);
    await this.refresh();
  }

  /** All that was dismissed counts again. */
  async forgetDismissed(): Promise<void> {
    await this.memento.update(DISMISSED, undefined);
    await this.refresh();
  }

  /** What was found at a place. */
  at(uri: vscode.Uri, range: vscode.Range): readonly FindingDiagnostic[] {
    const here = this.diagnostics.get(uri) ?? [];
    return here
      .filter(diagnostic => diagnostic instanceof FindingDiagnostic)
      .filter(diagnostic => diagnostic.range.intersection(range) !== undefined);
  }

  private async refresh(): Promise<void> {
    this.diagnostics.clear();
    for (const path of new Set(this.findings.map(one => one.path))) {
      const uri = this.root && vscode.Uri.joinPath(this.root, path);
      if (uri !== undefined) this.place(uri, path, await linesAt(uri));
    }
  }

  /** The user works on: what was mended is gone, what moved is where it is now. */
  private follow(document: vscode.TextDocument): void {
    const { uri } = document;
    if (this.root === undefined || (this.diagnostics.get(uri) ?? []).length === 0) return;
    const path = uri.path.slice(this.root.path.length + 1);
    this.place(uri, path, linesOf(document));
  }

  private place(uri: vscode.Uri, path: string, lines: readonly string[]): void {
    const shown = this.findings
      .filter(one => one.path === path)
      .flatMap(finding => {
        const range = rangeIn(lines, finding);
        if (range !== undefined) this.seen.add(finding);
        // what never stood in the working file is of a commit, and stays where it was there
        else if (this.seen.has(finding)) return [];
        return [new FindingDiagnostic(range ?? rangeOf(finding), finding)];
      });
    this.diagnostics.set(uri, shown);
  }

  dispose(): void {
    this.following.dispose();
    this.diagnostics.dispose();
  }
}

async function linesAt(uri: vscode.Uri): Promise<readonly string[]> {
  try {
    return linesOf(await vscode.workspace.openTextDocument(uri));
  } catch {
    return []; // not in the working tree any more: the finding is still of the commit
  }
}

/** What was reviewed may be older than what stands in the file: then the nearest line that says the same; `undefined` where none does. */
function rangeIn(lines: readonly string[], finding: Finding): vscode.Range | undefined {
  const { start, code } = finding;
  const [near] = lines
    .flatMap((line, at) => (line === code ? [at] : []))
    .sort((a, b) => Math.abs(a - start.line) - Math.abs(b - start.line));
  return near === undefined ? undefined : rangeOf(finding, near - start.line);
}

function rangeOf({ start, end }: Finding, moved = 0): vscode.Range {
  return new vscode.Range(start.line + moved, start.character, end.line + moved, end.character);
}
