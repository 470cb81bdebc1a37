import type { Backend, Piece, Question } from '../backend.ts';
import { isMorePublic, type Reach } from '../endpoint.ts';
import { BackendError } from '../errors.ts';
import type { Circuit } from './circuit.ts';
import { answerOrInstead } from './instead.ts';

/** One endpoint of a pool. */
export interface Member {
  readonly backend: Backend;
  readonly reach: Reach;
  readonly circuit: Circuit;
}

/**
 * Several endpoints in one role, in the order of the user's wish. It stays with one as long as that answers, so that the server's prefix cache stays
 * warm; goes on to the next when it fails before its first piece; and comes back when the first is well again. It never goes from an endpoint to
 * a more public one by itself.
 *
 *     local A ──fails──► local B        allowed
 *     local A ──fails──► cloud C        only with `morePublic`
 */
export class Pool implements Backend {
  private readonly members: readonly Member[];

  /** @param morePublic the user lets it go on to members of a more public reach than the first's. */
  constructor(members: readonly [Member, ...Member[]], morePublic = false) {
    const [first] = members;
    this.members = members.filter(({ reach }) => morePublic || !isMorePublic(reach, first.reach));
  }

  private get first(): Member {
    return this.members[0] as Member;
  }

  get model(): string {
    return this.first.backend.model;
  }

  get host(): string {
    return this.first.backend.host;
  }

  stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    const well = this.members.filter(({ circuit }) => circuit.closedFor === 0);
    const [first = this.first, ...others] = well;
    return answerOrInstead(noted(first), question, signal, async () => {
      const next = others.shift();
      return next && noted(next);
    });
  }
}

/** The same backend; its circuit learns how it does. */
function noted({ backend, circuit }: Member): Backend {
  return {
    model: backend.model,
    host: backend.host,
    async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
      try {
        yield* backend.stream(question, signal);
        circuit.succeeded();
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof BackendError) circuit.note(error);
        throw error;
      }
    },
  };
}
