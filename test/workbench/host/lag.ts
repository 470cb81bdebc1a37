// Runs inside the extension host: how long other extensions wait for their turn while the workspace is learned.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';

const RESOLUTION = 1; // ms: a timer that is this late is not late
const SECONDS = 12;

async function lag(work: () => unknown): Promise<{ p50: number; p99: number; max: number }> {
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION });
  monitor.enable();
  await work();
  await new Promise(resolve => setTimeout(resolve, SECONDS * 1000));
  monitor.disable();
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  return {
    p50: late(monitor.percentile(50)),
    p99: late(monitor.percentile(99)),
    max: late(monitor.max),
  };
}

/** The entry that VS Code calls. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension('inkling.inkling')?.activate();
  await new Promise(resolve => setTimeout(resolve, 20_000)); // let the start of VS Code settle, and the first learning end
  const idle = await lag(() => {});
  const learning = await lag(() => vscode.commands.executeCommand('inkling.rebuildIndex'));
  const results = process.env.INKLING_RESULTS;
  if (results !== undefined) writeFileSync(results, JSON.stringify({ idle, learning }));
}
