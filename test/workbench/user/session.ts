import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import {
  type ChatServer,
  type ChatStep,
  chatServer,
  chatSettings,
} from '../../support/chatServer.ts';
import { SCRIPTED_MODEL, type ScriptedModel } from '../../support/scriptedModel.ts';
import { ghostText, openFile, statusText, type, until } from '../kit/gestures.ts';
import { openWorkbench, type WorkbenchOptions } from '../kit/workbench.ts';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const SHOTS = path.join(import.meta.dirname, '..', 'shots');

/** A workbench with Inkling on a copy of the sample project. */
export interface Session {
  readonly page: Page;
  readonly folder: string;
  /** Where VS Code keeps all its own files of this session: settings, logs, storage. */
  readonly home: string;
  /** What a file of the workspace holds, on the disk. */
  onDisk(name: string): string;
  /** Makes a file of the workspace, opens it, and puts the cursor at its end. */
  openNew(name: string, text: string): Promise<void>;
  /** Types into `return left█` of a function of `left` and `right`, where only a model can tell what follows; gives the ghost text. */
  ghostTextInHole(): Promise<string>;
  /** Saves a picture of the screen for people to look at. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface SessionOptions extends WorkbenchOptions {
  /** Changes the copy of the sample project before it is opened. */
  readonly prepare?: (folder: string) => void;
}

export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-user-'));
  cpSync(path.join(ROOT, 'test', 'fixtures', 'sample-project'), folder, { recursive: true });
  options.prepare?.(folder);
  mkdirSync(SHOTS, { recursive: true });
  const workbench = await openWorkbench({ folder, extensions: [ROOT], ...options });
  const { page } = workbench;
  try {
    await page.locator('.statusbar-item[id*="inkling"]').first().waitFor({ timeout: 60_000 });
  } catch (error) {
    await workbench.close(); // else nobody would, and the test would never end
    throw error;
  }
  const openNew = async (name: string, text: string): Promise<void> => {
    writeFileSync(path.join(folder, name), text);
    await openFile(page, name);
    await page.keyboard.press('Control+End');
  };
  return {
    page,
    folder,
    home: workbench.server.home,
    onDisk: name => readFileSync(path.join(folder, name), 'utf8'),
    openNew,
    async ghostTextInHole() {
      await openNew('hole.js', 'function multiply(left, right) {\n  return left\n}\n');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      await type(page, ' *');
      return ghostText(page);
    },
    async shot(name) {
      await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
    },
    async close() {
      await workbench.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A session whose ghost text comes from a scripted model, which is open. */
export async function openSessionWith(
  model: ScriptedModel,
  options: SessionOptions = {},
): Promise<Session> {
  const chosen = { endpoint: model.base, model: SCRIPTED_MODEL };
  const settings = { 'inkling.completion.model': chosen, ...options.settings };
  const session = await openSession({ ...options, settings });
  await until('the model is open', async () =>
    (await statusText(session.page)).includes(SCRIPTED_MODEL),
  );
  return session;
}

/** A session whose commands are answered by a scripted server. */
export interface ScriptedSession extends Session {
  readonly server: ChatServer;
  /** The steps of the next answers, by the question and its number from 0. */
  answers: (question: string, at: number) => readonly ChatStep[];
}

export async function openScriptedSession(options: SessionOptions = {}): Promise<ScriptedSession> {
  const server: ChatServer = await chatServer((question, at) => scripted.answers(question, at));
  const settings = { ...chatSettings(server), ...options.settings };
  const session = await openSession({ ...options, settings }).catch(async error => {
    await server[Symbol.asyncDispose]();
    throw error;
  });
  const scripted: ScriptedSession = {
    ...session,
    server,
    answers: () => [],
    async close() {
      await session.close();
      await server[Symbol.asyncDispose]();
    },
  };
  return scripted;
}
