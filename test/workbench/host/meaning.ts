import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  certainMembers,
  memberAt,
  unknownMember,
} from '../../../src/core/completion/meaning/members.ts';
import type { Snapshot } from '../../../src/core/completion/types.ts';
import { nameSources } from '../../../src/editor/nameSources.ts';
import { snapshotOf } from '../../../src/editor/snapshot.ts';
import { onDisk, until } from './scripted.ts';

const BASKET = `export class Basket {
  readonly items: string[] = [];
  addItem(item: string): void {
    this.items.push(item);
  }
}
`;

/** The place at the end of a file of the workspace, while the work goes on. */
async function atEndOf(
  name: string,
  text: string,
  work: (at: Snapshot) => Promise<void>,
): Promise<void> {
  writeFileSync(onDisk(name), text);
  try {
    const document = await vscode.workspace.openTextDocument(onDisk(name));
    await vscode.window.showTextDocument(document);
    await work(snapshotOf(document, document.positionAt(text.length)));
  } finally {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(onDisk(name), { force: true });
  }
}

async function membersAt(at: Snapshot): Promise<ReadonlySet<string> | undefined> {
  const told = await nameSources.completionsAt(at);
  return told && certainMembers(told);
}

/** Says what the provider of another extension would. */
async function providing(
  list: vscode.CompletionList,
  work: () => Promise<void>,
  language = 'go',
): Promise<void> {
  const provider = vscode.languages.registerCompletionItemProvider(language, {
    provideCompletionItems: () => list,
  });
  try {
    await work();
  } finally {
    provider.dispose();
  }
}

export const meaningTests: Record<string, () => Promise<void>> = {
  async 'VS Code’s TypeScript tells the members of a class, and which are not among them'() {
    const text = `${BASKET}const basket = new Basket();\nconst one = basket.`;
    await atEndOf('basket.ts', text, async at => {
      let members: ReadonlySet<string> | undefined;
      await until('TypeScript answers', async () => {
        members = await membersAt(at);
        return members !== undefined;
      });
      assert.deepEqual([...(members ?? [])].sort(), ['addItem', 'items']);
      const place = memberAt(at);
      assert.ok(place && members);
      assert.equal(unknownMember('itemCount();', place, members, at), 'itemCount');
      assert.equal(unknownMember('items.length;', place, members, at), undefined);
    });
  },

  async 'words of the text are no members, and neither are those of an incomplete list'() {
    await atEndOf('shop.go', 'package shop\n\nfunc words() {\n\tbasket.', async at => {
      assert.equal(await membersAt(at), undefined, 'only words');
      const method = new vscode.CompletionItem('Add', vscode.CompletionItemKind.Method);
      await providing(new vscode.CompletionList([method], true), async () => {
        assert.equal(await membersAt(at), undefined, 'incomplete');
      });
      await providing(new vscode.CompletionList([method], false), async () => {
        assert.deepEqual([...((await membersAt(at)) ?? [])], ['Add']);
      });
      await providing(new vscode.CompletionList([]), async () => {
        assert.equal(await membersAt(at), undefined, 'nothing');
      });
    });
  },

  async 'the files of a folder are told, and a folder that is not there has none'() {
    await atEndOf('here.ts', 'import a from ', async at => {
      assert.ok((await nameSources.namesIn(at, './'))?.includes('here.ts'));
      assert.deepEqual(await nameSources.namesIn(at, './nowhere/'), []);
      const untitled = { ...at, uri: 'untitled:Untitled-1' };
      assert.equal(await nameSources.namesIn(untitled, './'), undefined);
    });
  },
};
