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

/** A finding as the Problems view shows it. */
export class FindingDiagnostic extends vscode.Diagnostic {
  readonly finding: Finding;

  constructor(range: vscode.Range, finding: Finding) {
    super(range, `${finding.says} ${finding.remedy}`, SEVERITIES[finding.severity]);
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

  constructor(memento: vscode.Memento) {
    this.memento = memento;
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
    const { root } = this;
    this.diagnostics.clear();
    if (root === undefined) return;
    const { findings: all } = this;
    for (const path of new Set(all.map(one => one.path))) {
      const findings = all.filter(one => one.path === path);
      const uri = vscode.Uri.joinPath(root, path);
      const lines = await linesAt(uri);
      const shown = findings.map(
        finding => new FindingDiagnostic(rangeIn(lines, finding), finding),
      );
      this.diagnostics.set(uri, shown);
    }
  }

  dispose(): void {
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

/** What was reviewed may be older than what stands in the file: then the nearest line that says the same. */
function rangeIn(lines: readonly string[], { start, end, code }: Finding): vscode.Range {
  const near = lines
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line === code)
    .sort((a, b) => Math.abs(a.at - start.line) - Math.abs(b.at - start.line))[0];
  const moved = (near?.at ?? start.line) - start.line;
  return new vscode.Range(start.line + moved, start.character, end.line + moved, end.character);
}
