/** One decision in the list. */
export interface WhyRow {
  readonly id: number;
  readonly shown: boolean;
  readonly title: string;
  readonly where: string;
  readonly note: string;
}

/** What a press of a button is to do with a decision. */
export type WhyAct = 'goThere' | 'openSetting' | 'copyReport';

/** A stretch of text that was sent; `hidden` is what stands there for a secret, `cursor` a place, with its name for who can't see it. */
export interface WhyStretch {
  readonly kind: 'text' | 'hidden' | 'cursor';
  readonly text: string;
}

/** What is told of a decision, from top to bottom. */
export type WhyBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | {
      readonly kind: 'facts';
      readonly facts: readonly {
        readonly name: string;
        readonly value: string;
        readonly act?: WhyAct;
      }[];
    }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'code'; readonly title: string; readonly stretches: readonly WhyStretch[] }
  | { readonly kind: 'act'; readonly text: string; readonly act: WhyAct };

/** What the extension tells the page. All of it is in the user's language already. */
export type ToWhy =
  | {
      readonly kind: 'rows';
      readonly rows: readonly WhyRow[];
      /** The user just asked why: the newest is chosen. */
      readonly newest: boolean;
    }
  | {
      readonly kind: 'details';
      /** `undefined` for a look at what would be sent. */
      readonly id: number | undefined;
      readonly title: string;
      readonly blocks: readonly WhyBlock[];
    };

/** What the page tells the extension. */
export type FromWhy =
  | { readonly kind: 'ready' }
  | { readonly kind: 'select'; readonly id: number }
  | { readonly kind: 'act'; readonly act: WhyAct; readonly id: number }
  | { readonly kind: 'preview' };
