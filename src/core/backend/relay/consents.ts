import { isRecord } from '../answer.ts';
import { USUAL_PORTS } from '../detect.ts';

/** Where it is kept: VS Code's storage of the companion, on the user's side. */
export interface Shelf {
  get(): unknown;
  set(value: Readonly<Record<string, readonly number[]>>): PromiseLike<void>;
}

/**
 * Which remotes may ask servers on this computer: those that the user said yes to, each for the usual ports of model servers and those that were asked for by
 * number. A remote that has no name is remembered as long as its window is there.
 */
export class Consents {
  private readonly shelf: Shelf;
  private nameless: readonly number[] | undefined;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  /** @param port any of the usual ones, where it is left out. */
  given(remote: string | undefined, port?: number): boolean {
    const ports = this.portsOf(remote);
    if (ports === undefined) return false;
    return port === undefined || USUAL_PORTS.includes(port) || ports.includes(port);
  }

  async give(remote: string | undefined, port?: number): Promise<void> {
    const more = port === undefined || USUAL_PORTS.includes(port) ? [] : [port];
    const ports = [...new Set([...(this.portsOf(remote) ?? []), ...more])];
    if (remote === undefined) this.nameless = ports;
    else await this.shelf.set({ ...this.kept(), [remote]: ports });
  }

  async take(remote: string): Promise<void> {
    const { [remote]: _, ...others } = this.kept();
    await this.shelf.set(others);
  }

  /** The remotes that are remembered, and the ports that each may ask beside the usual ones. */
  all(): readonly (readonly [remote: string, ports: readonly number[]])[] {
    return Object.entries(this.kept());
  }

  private portsOf(remote: string | undefined): readonly number[] | undefined {
    if (remote === undefined) return this.nameless;
    const kept = this.kept();
    return Object.hasOwn(kept, remote) ? kept[remote] : undefined;
  }

  private kept(): Readonly<Record<string, readonly number[]>> {
    const value = this.shelf.get();
    if (!isRecord(value)) return {};
    const sound = Object.entries(value).filter(
      (entry): entry is [string, number[]] =>
        Array.isArray(entry[1]) && entry[1].every(port => typeof port === 'number'),
    );
    return Object.fromEntries(sound);
  }
}
