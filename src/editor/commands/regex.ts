import * as vscode from 'vscode';
import { approachOf } from '../../core/rewrite/answer/approach.ts';
import { RewriteFault } from '../../core/rewrite/faults.ts';
import type { Heard } from '../../core/rewrite/listen.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import { codeOf, type Dialect, dialectOf, lackingIn } from '../../core/rewrite/regex/dialects.ts';
import {
  type Checked,
  type Example,
  failuresTold,
  pumps,
  quoted,
} from '../../core/rewrite/regex/examples.ts';
import { type Expression, expressionIn, literalOf } from '../../core/rewrite/regex/expression.ts';
import { lackingTold, regexFor } from '../../core/rewrite/regex/task.ts';
import { blankAt } from '../../core/rewrite/written.ts';
import { pathOf } from '../snapshot.ts';
import { Failed } from './faults.ts';
import { underProgress } from './progress.ts';
import { firstSlow, tried } from './regexTrial.ts';
import { askChoice, askExamples, askWords } from './regexWishes.ts';
import { type TalkTools, talk } from './talk.ts';
import { editorAt, mayChange, mayLeave, type TargetTools } from './target.ts';

/** Selected lines that count as examples. */
const MOST_GIVEN = 20;
/** Times that the model is asked by itself, with what was wrong before. */
const MOST_ROUNDS = 3;

/** An expression that is being looked for. */
interface Job {
  readonly editor: vscode.TextEditor;
  readonly dialect: Dialect;
  readonly words: string;
  examples: readonly Example[];
  turns: readonly Turn[];
}

/** An expression, and what came of trying it. */
interface Tried {
  readonly expression: Expression;
  readonly checked: readonly Checked[];
  /** A long text on which it takes forever. */
  readonly slow: string | undefined;
}

/** Writes a regular expression from words and examples, tries it with them, and asks again with what fails. */
export class RegexWriter {
  private readonly tools: TalkTools & TargetTools;
  private readonly trialFile: string;

  /** @param trialFile the bundle of the thread that tries expressions. */
  constructor(tools: TalkTools & TargetTools, trialFile: string) {
    this.tools = tools;
    this.trialFile = trialFile;
  }

  /** @throws RewriteFault, Failed, CancellationError */
  async begin(): Promise<void> {
    const editor = editorAt();
    await mayChange(editor.document, this.tools);
    const given = await this.given(editor);
    const words = await askWords();
    if (words === undefined) throw new vscode.CancellationError();
    const examples = await askExamples(given);
    if (examples === undefined) throw new vscode.CancellationError();
    const dialect = dialectOf(editor.document.languageId);
    await this.goOn({ editor, dialect, words, examples, turns: [] }, words);
  }

  /** Selected lines are texts that it must match. @throws RewriteFault DOC-EXCLUDED */
  private async given({ document, selection }: vscode.TextEditor): Promise<readonly Example[]> {
    if (selection.isEmpty) return [];
    await mayLeave(document, this.tools);
    const texts = document.getText(selection).split(/\r\n|\r|\n/);
    const examples = [...new Set(texts.map(text => text.trim()))].filter(text => text !== '');
    return examples.slice(0, MOST_GIVEN).map(text => ({ text, wanted: true }));
  }

  /** Asks, shows what comes of it, and does what the user wants with it. */
  private async goOn(job: Job, wish: string): Promise<void> {
    let now = await this.written(job, wish);
    for (;;) {
      const choice = await this.choiceFor(job, now);
      if (choice === undefined) throw new vscode.CancellationError();
      switch (choice.kind) {
        case 'insert':
          return insert(job, codeOf(now.expression, job.dialect));
        case 'copy':
          return vscode.env.clipboard.writeText(codeOf(now.expression, job.dialect));
        case 'again':
          now = await this.written(job, toldOf(job, now));
          break;
        case 'say':
          now = await this.written(job, choice.words);
          break;
        default:
          job.examples = job.examples.filter(({ text }) => text !== choice.example.text);
          if (choice.kind === 'add') job.examples = [...job.examples, choice.example];
          now = await this.judged(job, now.expression, new AbortController().signal);
      }
    }
  }

  private choiceFor(
    { dialect }: Job,
    { expression, checked, slow }: Tried,
  ): ReturnType<typeof askChoice> {
    const lacking = lackingIn(expression, dialect);
    const warnings = [
      ...lacking.map(feature => vscode.l10n.t('{0} has no {1}', dialect.name, feature)),
      ...(slow === undefined ? [] : [vscode.l10n.t('It takes too long on {0}', quoted(slow))]),
    ];
    const outcome = {
      literal: literalOf(expression),
      code: codeOf(expression, dialect),
      checked,
      warnings,
    };
    return askChoice(outcome, async text => {
      const { signal } = new AbortController();
      const [verdict] = await tried(expression, [text], this.trialFile, signal);
      return verdict ?? { kind: 'slow' };
    });
  }

  /** Asks until nothing is wrong, or often enough. @throws Failed, RewriteFault, CancellationError */
  private async written(job: Job, wish: string): Promise<Tried> {
    let told = wish;
    for (let round = 1; ; round++) {
      const now = await this.attempt(job, told, round);
      told = toldOf(job, now);
      if (told === '' || round === MOST_ROUNDS) return now;
    }
  }

  private async attempt(job: Job, wish: string, round: number): Promise<Tried> {
    const { document } = job.editor;
    const subject = blankAt(pathOf(document.uri), document.languageId);
    const request = { task: regexFor(job.examples, job.dialect), subject, wish, former: job.turns };
    const title =
      round === 1
        ? vscode.l10n.t('Writing the expression')
        : vscode.l10n.t('Writing it again ({0} of {1})', round, MOST_ROUNDS);
    return underProgress(title, async (say, signal) => {
      const onHeard = ({ answer }: Heard): void => say(lastLine(answer) || approachOf(answer));
      const heard = await talk(request, this.tools, onHeard, signal);
      const expression = this.read(heard, job, wish);
      job.turns = [...job.turns, { wish, answer: heard.answer }];
      say(literalOf(expression));
      return this.judged(job, expression, signal);
    });
  }

  /** @throws Failed, RewriteFault, CancellationError */
  private read({ answer, ending, error }: Heard, job: Job, wish: string): Expression {
    const again = { label: vscode.l10n.t('Regenerate'), run: () => this.goOn(job, wish) };
    if (error !== undefined) throw new Failed(error, [again]);
    if (ending === 'failed') throw new vscode.CancellationError();
    const found = expressionIn(answer);
    if (found.kind === 'expression') return found.expression;
    const words = { label: vscode.l10n.t('Show Answer'), run: () => showAnswer(answer) };
    const fault =
      found.why !== ''
        ? new RewriteFault('OUT-REGEX', { why: found.why })
        : new RewriteFault(ending === 'length' ? 'OUT-CUT' : 'OUT-NOCODE');
    throw new Failed(fault, [again, words]);
  }

  /** @throws the signal's reason. */
  private async judged(job: Job, expression: Expression, signal: AbortSignal): Promise<Tried> {
    const { examples } = job;
    const texts = examples.map(({ text }) => text);
    const verdicts = await tried(expression, texts, this.trialFile, signal);
    const checked = examples.map((example, k): Checked => {
      return { example, verdict: verdicts[k] ?? { kind: 'slow' } };
    });
    const slow = await firstSlow(expression, pumps(examples), this.trialFile, signal);
    return { expression, checked, slow };
  }
}

/** What there is to say to the model of an expression; `` where all is well. */
function toldOf({ dialect }: Job, { expression, checked, slow }: Tried): string {
  const lacking = lackingTold(lackingIn(expression, dialect), dialect);
  return [failuresTold(checked, slow), lacking].filter(part => part !== '').join('\n');
}

function lastLine(answer: string): string {
  const line = answer.split('\n').findLast(one => one.includes('/'));
  return line?.trim() ?? '';
}

/** Puts it at the cursor, wherever that is by now; nothing that is selected gives way. @throws RewriteFault DOC-CLOSED, EDIT-REFUSED */
async function insert({ editor }: Job, code: string): Promise<void> {
  if (editor.document.isClosed) throw new RewriteFault('DOC-CLOSED');
  const isOpen = vscode.window.visibleTextEditors.includes(editor);
  const open = isOpen ? editor : await vscode.window.showTextDocument(editor.document);
  const { version } = open.document;
  const done = await open.edit(change => change.insert(open.selection.active, code));
  // of a read-only editor VS Code says that it is done, and does nothing
  if (!done || open.document.version === version) throw new RewriteFault('EDIT-REFUSED');
}

async function showAnswer(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}
