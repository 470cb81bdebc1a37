import type { Row } from '../core/usage/book.ts';

/** All texts of the page whose wording depends on the user's language. */
export type UsageWord =
  | 'day'
  | 'language'
  | 'model'
  | 'all'
  | 'commands'
  | 'workspace'
  | 'requests'
  | 'tokens'
  | 'read'
  | 'written'
  | 'cost'
  | 'latency'
  | 'median'
  | 'slowest'
  | 'suggestions'
  | 'offered'
  | 'accepted'
  | 'stayed'
  | 'looked'
  | 'saved'
  | 'lines'
  | 'costPerLine'
  | 'tableOf'
  | 'total'
  | 'none'
  | 'tooFew'
  | 'ofOffered'
  | 'ofLooked';

/** What the extension tells the page. */
export interface ToUsage {
  readonly rows: readonly Row[];
  /** The day where the user is. */
  readonly today: string;
  readonly words: Readonly<Record<UsageWord, string>>;
}

/** What the page tells the extension. */
export type FromUsage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'export'; readonly as: 'csv' | 'json' }
  | { readonly kind: 'delete' };
