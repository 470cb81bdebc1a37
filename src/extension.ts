import * as vscode from 'vscode';
import type { BackendError } from './core/backend/errors.ts';
import { KeptBook } from './core/usage/keptBook.ts';
import { Decisions } from './core/why/decisions.ts';
import { offerActions } from './editor/commands/actions.ts';
import { contextSources } from './editor/context/index.ts';
import { RecentEdits } from './editor/context/recentEdits.ts';
import { DocumentEvents } from './editor/documentEvents.ts';
import { EngineWorker } from './editor/engineWorker.ts';
import {
  openSample,
  showFirstMinute,
  stayWithEngine,
  tickSuggestion,
} from './editor/firstMinute.ts';
import { grammarsIn } from './editor/grammars.ts';
import { InlineCompletions } from './editor/inlineCompletions.ts';
import { tellOfCompleters } from './editor/keys/tellOnce.ts';
import { askMinutes, showMenu } from './editor/menu.ts';
import { Capabilities } from './editor/models/capabilities.ts';
import { workspaceTriesToChoose } from './editor/models/choice.ts';
import { chooseModel, ENDPOINTS } from './editor/models/chooseModel.ts';
import { ChosenModel } from './editor/models/chosenModel.ts';
import { Exclusions } from './editor/models/exclusions.ts';
import { tellFault } from './editor/models/faultNotices.ts';
import { keptLedger } from './editor/models/keptLedger.ts';
import { askKey } from './editor/models/keyQuestions.ts';
import { Keys } from './editor/models/keys.ts';
import { Sharing } from './editor/models/sharing.ts';
import { Reports, testConnection } from './editor/models/testConnection.ts';
import { Notices } from './editor/notices.ts';
import { ReadOnly } from './editor/readOnly.ts';
import { languageOn, readSettings, setLanguage } from './editor/settings.ts';
import { snapshotOf } from './editor/snapshot.ts';
import { faceOf, type Status, StatusBar } from './editor/statusBar.ts';
import { Thinking } from './editor/thinking.ts';
import { startThread } from './editor/thread.ts';
import { Counting } from './editor/usage/counting.ts';
import { shelfIn } from './editor/usage/shelf.ts';
import { whenAsked } from './editor/whenAsked.ts';
import { registerWhyView, showWhy } from './editor/why/register.ts';
import { WorkspaceIndex } from './editor/workspaceIndex.ts';
import type { IndexState } from './worker/protocol.ts';

const FOLDERS_OFF = 'inkling.foldersOff';

/** What is done while VS Code still waits for us. */
let beforeEnd: () => Promise<void> = async () => {};

/** Introduces the parts to each other. Nothing is read or started before it returns. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Inkling', { log: true }));
  const statusBar = own(new StatusBar());
  const decisions = new Decisions();
  const readOnly = own(new ReadOnly());
  let index: IndexState = { kind: 'off' };
  let failure: string | undefined;
  let snoozedUntil: number | undefined;
  let modelFault: BackendError | undefined;

  const engine = own(
    new EngineWorker(
      listener => startThread(context.extensionUri, listener),
      state => {
        if (state.kind !== index.kind) log.info(`index: ${state.kind}`);
        index = state;
        failure = undefined;
        refresh();
      },
      text => log.info(text),
    ),
  );
  const book = own(new KeptBook(shelfIn(context.globalStorageUri), text => log.info(text)));
  beforeEnd = () => book.keep();
  const counting = own(new Counting(book));
  const events = own(
    new DocumentEvents((event, change) => {
      engine.typing();
      counting.changed(event, change === 'accepted');
      if (change === 'accepted') tickSuggestion();
    }),
  );

  const foldersOff = (): string[] => context.workspaceState.get<string[]>(FOLDERS_OFF, []);
  const folderOf = (
    document: vscode.TextDocument | undefined,
  ): vscode.WorkspaceFolder | undefined =>
    document && vscode.workspace.getWorkspaceFolder(document.uri);
  const folderOn = (document: vscode.TextDocument | undefined): boolean => {
    const folder = folderOf(document);
    return folder === undefined || !foldersOff().includes(folder.uri.toString());
  };
  const activeDocument = (): vscode.TextDocument | undefined =>
    vscode.window.activeTextEditor?.document;
  const languageOnHere = (): boolean => {
    const document = activeDocument();
    return document === undefined || languageOn(readSettings(document), document.languageId);
  };
  const status = (): Status => ({
    index,
    failure,
    modelFault,
    model: chosenModel.engineFor(activeDocument()?.languageId ?? '*')?.origin,
    snoozedUntil,
    offHere: !languageOnHere() || !folderOn(activeDocument()),
    limited: !vscode.workspace.isTrusted,
    thinking: thinking.isLong,
  });
  const refresh = (): void => statusBar.show(status());

  const notices = new Notices();
  const keys = new Keys(context.secrets);
  const capabilities = new Capabilities(context.globalState);
  const opening = { keys, access: context.languageModelAccessInformation, capabilities };
  const exclusions = own(new Exclusions());
  const reports = own(new Reports());
  const ledger = own(keptLedger(context.globalState));
  const thinking = own(new Thinking(() => refresh()));
  const sharing = new Sharing(ledger, thinking);
  ledger.onReceipt = receipt => counting.asked(receipt);
  const chosenModel = own(
    new ChosenModel({
      ...opening,
      exclusions,
      sources: contextSources(engine, own(new RecentEdits())),
      countTokens: (encoding, lines) => engine.count(encoding, lines),
      sharing,
      onFault: fault => {
        modelFault = fault;
        if (fault === undefined) notices.allWell();
        else tellFault(notices, fault);
        refresh();
      },
      log: text => log.info(text),
    }),
  );

  const grammars = grammarsIn(context.extensionUri, vscode.workspace.fs, error =>
    log.error(`grammar: ${error instanceof Error ? error.message : 'not loaded'}`),
  );
  const provider = own(
    new InlineCompletions(
      {
        engine,
        syntax: languageId => grammars.ready(languageId),
        model: languageId => chosenModel.engineFor(languageId),
        events,
        decided: (decided, at) => {
          decisions.add(decided);
          counting.decided(decided, at);
        },
        snoozed: () => snoozedUntil !== undefined,
        folderOn,
        readOnly: document => readOnly.has(document),
        failed: error => {
          log.error(error instanceof Error ? (error.stack ?? error.name) : 'unknown error');
          failure = vscode.l10n.t('Internal error, details in the log');
          refresh();
        },
      },
      context.extension.id,
    ),
  );
  own(vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, provider));
  own(vscode.window.onDidChangeActiveTextEditor(editor => void provider.ready(editor)));
  void provider.ready(vscode.window.activeTextEditor);

  own(offerActions());
  const asking = whenAsked(async () => {
    const { Commands } = await import('./editor/commands/commands.ts');
    return own(
      new Commands({
        ...opening,
        sharing,
        capabilities,
        exclusions,
        readOnly,
        grammars,
        memento: context.globalState,
        workspaceMemento: context.workspaceState,
        version: String(context.extension.packageJSON.version),
        regexFile: context.asAbsolutePath('dist/regex.cjs'),
        log: text => log.info(text),
      }),
    );
  });

  own(
    registerWhyView({
      extension: context.extension,
      decisions,
      receiptsOf: sent => ledger.receiptsOf(sent.question),
      preview: ({ document, selection }) =>
        chosenModel.preview(snapshotOf(document, selection.active)),
    }),
  );

  const comparing = whenAsked(async () => {
    const { Comparing } = await import('./editor/compare/compareModels.ts');
    return own(
      new Comparing({
        ...opening,
        ...{ sharing, exclusions, grammars },
        endpoints: () => context.globalState.get<string[]>(ENDPOINTS, []),
        startThread: listener => startThread(context.extensionUri, listener),
        countTokens: (encoding, lines) => engine.count(encoding, lines),
        log: text => log.info(text),
      }),
    );
  });

  let snoozeTimer: NodeJS.Timeout | undefined;
  const snooze = (minutes: number): void => {
    clearTimeout(snoozeTimer);
    snoozedUntil = minutes > 0 ? Date.now() + minutes * 60_000 : undefined;
    if (minutes > 0) snoozeTimer = setTimeout(() => snooze(0), minutes * 60_000);
    refresh();
  };
  own({ dispose: () => clearTimeout(snoozeTimer) });

  const commands: Record<string, (argument?: unknown, more?: unknown) => unknown> = {
    'inkling.accepted': () => {
      counting.takenAll();
      log.trace('accepted');
    },
    'inkling.hide': () => {
      const editor = vscode.window.activeTextEditor;
      if (editor !== undefined) events.dismiss(editor.document, editor.selection.active);
      provider.hidden();
      return vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    },
    'inkling.trigger': () => provider.ask('key'),
    'inkling.triggerLong': () => provider.ask('long'),
    'inkling.menu': () => {
      const document = activeDocument();
      return showMenu({
        languageId: document?.languageId,
        languageOn: languageOnHere(),
        folder: folderOf(document)?.name,
        folderOn: folderOn(document),
        snoozed: snoozedUntil !== undefined,
        status: faceOf(status()).tooltip,
      });
    },
    'inkling.explain': () => asking.explain(),
    'inkling.refactor': () => asking.refactor(),
    'inkling.document': () => asking.document(),
    'inkling.fix': range => asking.fix(range),
    'inkling.implement': () => asking.implement(),
    'inkling.implementTests': () => asking.implementTests(),
    'inkling.translate': () => asking.translate(),
    'inkling.regex': () => asking.regex(),
    'inkling.scaffold': () => asking.scaffold(),
    'inkling.writeTests': () => asking.writeTests(),
    'inkling.generateTests': () => asking.writeTests(),
    'inkling.architecture': () => asking.architecture(),
    'inkling.editFiles': (uri, marked) => asking.editFiles(uri, marked),
    'inkling.chooseChanges': () => asking.chooseChanges(),
    'inkling.review': () => asking.review(),
    'inkling.exportFindings': () => asking.exportFindings(),
    'inkling.followUp': () => asking.followUp(),
    'inkling.apply': () => asking.apply(),
    'inkling.applyPart': () => asking.applyPart(),
    'inkling.reject': () => asking.reject(),
    'inkling.regenerate': () => asking.regenerate(),
    'inkling.showAnswer': () => asking.showAnswer(),
    'inkling.previousAttempt': () => asking.walk(-1),
    'inkling.nextAttempt': () => asking.walk(1),
    'inkling.takeBack': () => asking.takeBack(),
    'inkling.changeDepth': () => asking.changeDepth(),
    'inkling.copyAnswer': () => asking.copyAnswer(),
    'inkling.chooseModel': () =>
      chooseModel({
        ...opening,
        memento: context.globalState,
      }),
    'inkling.setKey': async () => {
      if (await askKey(keys)) await chosenModel.refresh();
    },
    'inkling.reachMyComputer': async () => {
      const { reachMyComputer } = await import('./editor/models/companion.ts');
      const reached = await reachMyComputer();
      if (reached) await chosenModel.refresh();
      return reached;
    },
    'inkling.testConnection': () => testConnection(reports, opening),
    'inkling.compareModels': () => comparing.run(),
    'inkling.checkKeys': async () => {
      const { checkKeys } = await import('./editor/keys/checkKeys.ts');
      await checkKeys(context.extension);
    },
    'inkling.chooseProfile': async () => {
      const { chooseProfile } = await import('./editor/chooseProfile.ts');
      await chooseProfile();
    },
    'inkling.why': () => showWhy(),
    'inkling.whyBriefly': async () => {
      const { showWhyBriefly } = await import('./editor/why/brief.ts');
      await showWhyBriefly(decisions);
    },
    'inkling.usage': async () => {
      const { openUsage } = await import('./editor/usage/page.ts');
      const forgetCosts = (): void => ledger.forget();
      openUsage({ extension: context.extensionUri, book, forgetCosts });
    },
    'inkling.snooze': async () => {
      const minutes = await askMinutes();
      if (minutes !== undefined) snooze(minutes);
    },
    'inkling.resume': () => snooze(0),
    'inkling.toggleLanguage': async () => {
      const document = activeDocument();
      if (document !== undefined) await setLanguage(document.languageId, !languageOnHere());
    },
    'inkling.toggleFolder': async () => {
      const folder = folderOf(activeDocument())?.uri.toString();
      if (folder === undefined) return;
      const others = foldersOff().filter(off => off !== folder);
      const next = others.length < foldersOff().length ? others : [...others, folder];
      await context.workspaceState.update(FOLDERS_OFF, next);
      refresh();
    },
    'inkling.rebuildIndex': () => engine.rebuild(),
    'inkling.firstMinute': () => showFirstMinute(context.extension.id),
    'inkling.openSample': () => openSample(),
    'inkling.stayWithEngine': () => stayWithEngine(),
    'inkling.openSettings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:inkling.inkling'),
    'inkling.showLog': () => log.show(),
  };
  for (const [id, run] of Object.entries(commands)) own(vscode.commands.registerCommand(id, run));

  own(vscode.window.onDidChangeActiveTextEditor(refresh));
  own(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration('inkling')) return;
      provider.forgetAnswers();
      refresh();
    }),
  );
  own(vscode.workspace.onDidGrantWorkspaceTrust(refresh));
  refresh();

  const workspace = own(new WorkspaceIndex(engine, context.storageUri));
  const later = setTimeout(() => {
    workspace.start();
    void chosenModel.refresh().then(refresh);
    void tellOfCompleters(context.globalState);
    void workspaceTriesToChoose().then(tries => tries && tellIgnored(notices));
  }, 0);
  own({ dispose: () => clearTimeout(later) });
}

/** A repository can't choose where code goes. */
function tellIgnored(notices: Notices): void {
  notices.tell(
    'CFG-WORKSPACE',
    vscode.l10n.t(
      'Inkling: This workspace tried to change where code is sent. It was ignored. (CFG-WORKSPACE)',
    ),
  );
}

/** All parts are in the context's subscriptions, which VS Code disposes. */
export function deactivate(): Promise<void> {
  return beforeEnd();
}
