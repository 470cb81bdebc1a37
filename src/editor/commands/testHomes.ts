import * as vscode from 'vscode';
import { detectFramework } from '../../core/rewrite/tests/detect.ts';
import { FRAMEWORKS, type Framework } from '../../core/rewrite/tests/frameworks.ts';
import { placeTests, type TestPlace } from '../../core/rewrite/tests/place.ts';
import type { DiskProject } from './project.ts';
import { askFramework } from './writeTestsWishes.ts';

const CHOSEN = 'inkling.testFrameworks';

/** Where the tests of a file live, and what they are written with. */
export interface Home {
  readonly project: DiskProject;
  readonly framework: Framework;
  /** The package: where the manifest lies. */
  readonly folder: string;
  /** The package of the source, where that is another. */
  readonly sources: string;
  readonly place: TestPlace;
}

/** The homes of tests, as manifests tell, or as the user once said. */
export class TestHomes {
  private readonly memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
  }

  /** @param forced the framework, where the user said so. @throws CancellationError */
  async homeOf(
    source: string,
    languageId: string,
    project: DiskProject,
    forced?: Framework,
  ): Promise<Home> {
    const detected = await detectFramework(source, languageId, project);
    const { folder } = detected;
    const found = detected.kind === 'found' ? detected : undefined;
    const framework =
      forced ??
      this.remembered(folder, languageId) ??
      found?.framework ??
      (await this.chosenFrom(
        detected.kind === 'open' ? detected.candidates : [],
        folder,
        languageId,
      ));
    return {
      project,
      framework,
      folder,
      sources: found?.sources ?? folder,
      place: placeTests(source, framework, detected, project.files),
    };
  }

  /** What the user once said of a package goes before what its manifests say. */
  private remembered(folder: string, languageId: string): Framework | undefined {
    const id = this.memento.get<Record<string, string>>(CHOSEN, {})[`${languageId}:${folder}`];
    return FRAMEWORKS.find(framework => framework.id === id);
  }

  /** Asks, and remembers it for the package. @throws CancellationError */
  async chosenFrom(
    candidates: readonly Framework[],
    folder: string,
    languageId: string,
  ): Promise<Framework> {
    const framework = await askFramework(candidates);
    if (framework === undefined) throw new vscode.CancellationError();
    const all = this.memento.get<Record<string, string>>(CHOSEN, {});
    await this.memento.update(CHOSEN, { ...all, [`${languageId}:${folder}`]: framework.id });
    return framework;
  }
}
