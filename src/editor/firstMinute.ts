import * as vscode from 'vscode';
import { writeModel } from './models/choice.ts';

/** What the steps of the walkthrough call `firstMinute` do; VS Code ticks each by itself once it was done. */

/** Ticks the step of taking a suggestion: also where only a word of it was taken, which VS Code tells by no command. */
export function tickSuggestion(): void {
  void vscode.commands.executeCommand('setContext', 'inkling.tookSuggestion', true);
}

/** Opens the walkthrough. */
export async function showFirstMinute(extension: string): Promise<void> {
  const walkthrough = `${extension}#firstMinute`;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
}

/**
 * Opens a file to try Inkling in, which is on no disk, with the cursor where there is something to write:
 *
 *     export function heaviestOf(cart: Cart): number {
 *       // Write on after this line:  return cart.li   …
 *       █
 *     }
 */
export async function openSample(): Promise<void> {
  const hint = vscode.l10n.t(
    'Write on after this line:  return cart.li   Grey text is a suggestion, and Tab takes it.',
  );
  const document = await vscode.workspace.openTextDocument({
    language: 'typescript',
    content: sampleWith(hint),
  });
  const { end } = document.lineAt(document.lineCount - FROM_END).range;
  const selection = new vscode.Range(end, end);
  await vscode.window.showTextDocument(document, { preview: false, selection });
}

/** Where the empty line for writing is. */
const FROM_END = 3;

/** Four functions that begin alike, so that the fifth can be told from them, in whatever workspace. */
function sampleWith(hint: string): string {
  return `interface Line {
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
  readonly weight: number;
}

interface Cart {
  readonly lines: readonly Line[];
}

export function totalOf(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
}

export function piecesIn(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.quantity, 0);
}

export function weightOf(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + line.weight * line.quantity, 0);
}

export function dearestOf(cart: Cart): number {
  return cart.lines.reduce((most, line) => Math.max(most, line.price), 0);
}

export function heaviestOf(cart: Cart): number {
  // ${hint}
  
}
`;
}

/** Ghost text comes from the workspace engine from now on, whatever was chosen. */
export async function stayWithEngine(): Promise<void> {
  await writeModel('completion', undefined);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Inkling: suggestions come from the workspace engine'),
    5000,
  );
}
