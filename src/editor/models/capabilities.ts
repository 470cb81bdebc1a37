import type * as vscode from 'vscode';
import type { Learned } from '../../core/backend/parameters.ts';
import type { ModelChoice } from './choice.ts';

/** What was found out about a model when it was tried. */
export interface Capability {
  /** Milliseconds to its first token, in a hole. */
  readonly begin?: number | undefined;
  /** The same in a conversation. */
  readonly talkBegin?: number | undefined;
  /** Tokens of its window, where its server told. */
  readonly window?: number | undefined;
  /** What it refused, as `RefusedParameters` says it. */
  readonly refuses?: readonly string[] | undefined;
}

const KEY = 'inkling.capabilities';
const MOST = 50;

/** What was found out about the models that were tried, kept on this machine. */
export class Capabilities {
  private readonly memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
  }

  of(choice: ModelChoice): Capability | undefined {
    return this.all[nameOf(choice)];
  }

  /** Adds to what is known of the model; what is not told anew stays. */
  async note(choice: ModelChoice, capability: Capability): Promise<void> {
    const others = Object.entries(this.all).filter(([name]) => name !== nameOf(choice));
    const all = { ...this.of(choice), ...told(capability) };
    const kept = [[nameOf(choice), all] as const, ...others].slice(0, MOST);
    await this.memento.update(KEY, Object.fromEntries(kept));
  }

  /** What is known to be refused, and what makes more of it known. */
  learnedOf(choice: ModelChoice): Learned {
    return {
      refuses: this.of(choice)?.refuses,
      onRefused: refused => {
        const known = this.of(choice)?.refuses ?? [];
        void this.note(choice, { refuses: [...new Set([...known, refused])] });
      },
    };
  }

  private get all(): Readonly<Record<string, Capability>> {
    return this.memento.get<Record<string, Capability>>(KEY, {});
  }
}

function told(capability: Capability): Capability {
  return Object.fromEntries(Object.entries(capability).filter(([, value]) => value !== undefined));
}

function nameOf({ endpoint, model }: ModelChoice): string {
  return `${endpoint}#${model}`;
}
