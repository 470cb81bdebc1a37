// A user whose words and choices are scripted, and a model whose answers are, for tests inside the extension host.
import path from 'node:path';
import * as vscode from 'vscode';
import {
  CHAT_MODEL,
  type ChatServer,
  type ChatStep,
  chatServer,
} from '../../support/chatServer.ts';

/** What a test sees and sets while its work goes on. */
export interface Scripted {
  readonly server: ChatServer;
  /** What messages said: of a modal question, what it tells of. */
  readonly messages: string[];
  /** The codes that the messages end with. */
  codes(): string[];
  answers: (question: string) => readonly ChatStep[];
  /** The button that is pressed, by a part of its name; in a modal question the first, where it is `true`. */
  press: boolean | string;
}

/** Runs the work with a server that is chosen, and a user who says `edit them` to every question. */
export async function scripted(
  work: (script: Scripted) => Promise<void>,
  model = CHAT_MODEL,
): Promise<void> {
  const messages: string[] = [];
  const script: Scripted = {
    server: await chatServer(question => script.answers(question)),
    messages,
    codes: () => messages.map(message => /\(([A-Z]+-[A-Z0-9]+)\)$/.exec(message)?.[1] ?? message),
    answers: () => [],
    press: true,
  };
  const { showWarningMessage, showInformationMessage, showInputBox } = vscode.window;
  const answer = async (message: string, ...rest: unknown[]): Promise<never> => {
    const [options, ...items] = rest;
    const isModal = typeof options === 'object' && options !== null && 'modal' in options;
    const { detail = '' } = (isModal ? options : {}) as vscode.MessageOptions;
    messages.push(detail === '' ? message : detail);
    const { press } = script;
    const buttons = (isModal ? items : rest) as string[];
    const named = buttons.find(one => typeof press === 'string' && one.includes(press));
    return (named ?? (isModal && press === true ? buttons[0] : undefined)) as never;
  };
  const choice = { endpoint: script.server.base, model };
  await chooseModels({ fast: choice, strong: choice });
  vscode.window.showWarningMessage = answer;
  vscode.window.showInformationMessage = answer;
  vscode.window.showInputBox = async () => 'edit them';
  try {
    await work(script);
  } finally {
    Object.assign(vscode.window, { showWarningMessage, showInformationMessage, showInputBox });
    await chooseModels(undefined);
    await script.server[Symbol.asyncDispose]();
  }
}

export function chooseModels(models: object | undefined): Thenable<void> {
  const settings = vscode.workspace.getConfiguration('inkling');
  return settings.update('models', models, vscode.ConfigurationTarget.Global);
}

export async function until(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** Runs one of our commands by its short name. */
export function run(name: string, ...rest: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`inkling.${name}`, ...rest);
}

/** Where a file of the workspace is on the disk. */
export function onDisk(name: string): string {
  return path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', name);
}

/** A promise, and what fulfils it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
