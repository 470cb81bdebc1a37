import type { Backend } from '../../core/backend/backend.ts';
import { type Ledger, metered } from '../../core/backend/sharing/ledger.ts';
import { type Priority, Scheduler, scheduled } from '../../core/backend/sharing/scheduler.ts';
import type { Thinking } from '../thinking.ts';
import { readRules } from './choice.ts';
import type { OpenModel } from './openChoice.ts';

/** What ghost text and commands share: whose turn it is at each origin, and what the day may cost. */
export class Sharing {
  private readonly ledger: Ledger;
  private readonly thinking: Thinking;
  private readonly schedulers = new Map<string, Scheduler>();

  constructor(ledger: Ledger, thinking: Thinking) {
    this.ledger = ledger;
    this.thinking = thinking;
  }

  /** The model's backend, in the ledger, and in turn with all others that ask the same origin. */
  share({ backend, origin, reach, price }: OpenModel, priority: Priority): Backend {
    this.ledger.limit = readRules().costPerDay;
    const scheduler = this.schedulers.get(origin) ?? new Scheduler(reach === 'local' ? 1 : 2);
    this.schedulers.set(origin, scheduler);
    const inTurn = scheduled(this.thinking.watched(backend), scheduler, priority);
    return metered(inTurn, this.ledger, price);
  }
}
