import * as vscode from 'vscode';
import { signalOf } from '../abort.ts';

/** Runs a command's work under a notification with a way to cancel it. @param also another signal that ends it. */
export function underProgress<T>(
  title: string,
  run: (say: (message: string) => void, signal: AbortSignal) => Promise<T>,
  also?: AbortSignal,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const { signal, dispose } = signalOf(token);
    try {
      const both = also === undefined ? signal : AbortSignal.any([signal, also]);
      return await run(message => progress.report({ message }), both);
    } finally {
      dispose();
    }
  });
}
