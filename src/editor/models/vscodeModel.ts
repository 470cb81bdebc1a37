import * as vscode from 'vscode';
import type { Backend, Piece, Question } from '../../core/backend/backend.ts';
import { BackendError, type FaultCode } from '../../core/backend/errors.ts';

/** How VS Code's own models stand in the user's choice: no address, and VS Code's id as the model. */
export const VSCODE = 'vscode:';

/**
 * A language model that the user's VS Code offers (Copilot's, or any extension's), with VS Code's own consent. The first question must follow an act
 * of the user: VS Code asks for consent then. It only talks; holes are filled by talking.
 */
export class VscodeModel implements Backend {
  readonly model: string;
  readonly host = 'VS Code';
  /** Tokens that it takes. */
  readonly window: number;
  private readonly id: string;

  private constructor({ id, name, maxInputTokens }: vscode.LanguageModelChat) {
    this.id = id;
    this.model = name;
    this.window = maxInputTokens;
  }

  /**
   * @param byUser the user just asked for it: VS Code may ask for consent. Else a model without consent is refused.
   * @throws BackendError REQ-MODEL, AUTH-QUOTA
   */
  static async open(
    id: string,
    access: vscode.LanguageModelAccessInformation,
    byUser: boolean,
  ): Promise<VscodeModel> {
    const [found] = await vscode.lm.selectChatModels({ id });
    if (found === undefined) throw new BackendError('REQ-MODEL', { host: 'VS Code', model: id });
    if (!byUser && access.canSendRequest(found) !== true) {
      throw new BackendError('AUTH-QUOTA', { host: 'VS Code', model: found.name });
    }
    return new VscodeModel(found);
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    const { host, model } = this;
    if (question.kind !== 'chat') throw new BackendError('REQ-FIM', { model });
    const [chosen] = await vscode.lm.selectChatModels({ id: this.id });
    if (chosen === undefined) throw new BackendError('REQ-MODEL', { host, model });
    signal.throwIfAborted();
    const cancel = new vscode.CancellationTokenSource();
    const onAbort = (): void => cancel.cancel();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const response = await chosen.sendRequest(messagesFor(question), {}, cancel.token);
      for await (const text of response.text) yield { kind: 'text', text };
      signal.throwIfAborted();
      yield { kind: 'end', why: 'whole' };
    } catch (error) {
      signal.throwIfAborted();
      throw new BackendError(codeOf(error), { host, model, seconds: 60 });
    } finally {
      signal.removeEventListener('abort', onAbort);
      cancel.cancel(); // whoever stops reading makes the model stop
      cancel.dispose();
    }
  }
}

/** The stable API has no system messages: our instructions go first. */
function messagesFor(
  question: Question & { readonly kind: 'chat' },
): vscode.LanguageModelChatMessage[] {
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  const said = question.messages.map(({ role, text }) =>
    role === 'user' ? User(text) : Assistant(text),
  );
  return question.system === '' ? said : [User(question.system), ...said];
}

/** Names may not survive the way between extensions, so the text chooses the code too; it is never shown. */
function codeOf(error: unknown): FaultCode {
  if (!(error instanceof Error)) return 'SRV-ERROR';
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  const text = `${error.name} ${error.message}`;
  if (/too many requests|RateLimited/i.test(text)) return 'RATE-WAIT';
  if (code === 'NoPermissions' || code === 'Blocked' || /quota/i.test(text)) return 'AUTH-QUOTA';
  if (code === 'NotFound') return 'REQ-MODEL';
  if (/token limit|context length|too long/i.test(text)) return 'REQ-LONG';
  return 'SRV-ERROR';
}

/** VS Code's models, as rows of the picker want them. */
export async function vscodeModels(): Promise<vscode.LanguageModelChat[]> {
  try {
    return await vscode.lm.selectChatModels();
  } catch {
    return []; // none is installed, or nobody is signed in
  }
}
