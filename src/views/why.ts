// The page of `Inkling: Why?`: a list of decisions, and what is to tell of the chosen one. It only shows what it is given.
import { hear, tell } from './editor.ts';
import { byId, element, table } from './elements.ts';
import type { FromWhy, ToWhy, WhyBlock, WhyRow, WhyStretch } from './whyMessages.ts';

const list = byId('decisions');
const details = byId('details');
const empty = byId('empty');

let rows: readonly WhyRow[] = [];
let selected: number | undefined;
/** The newest is chosen, and stays so when there is a newer one. */
let following = true;

hear<ToWhy>(message => {
  if (message.kind === 'rows') showRows(message.rows, message.newest);
  else if (message.id === undefined || message.id === selected) {
    showDetails(message.title, message.blocks, message.id);
  }
});
byId('preview').addEventListener('click', () => tell<FromWhy>({ kind: 'preview' }));
list.addEventListener('keydown', onKey);
list.addEventListener('click', event => {
  const option = (event.target as Element).closest<HTMLElement>('[role=option]');
  if (option !== null) select(Number(option.dataset.id));
});
tell<FromWhy>({ kind: 'ready' });

function showRows(next: readonly WhyRow[], chooseNewest: boolean): void {
  rows = next;
  following ||= chooseNewest;
  empty.hidden = rows.length > 0;
  list.hidden = rows.length === 0;
  const newest = rows[0]?.id;
  const gone = selected !== undefined && !rows.some(({ id }) => id === selected);
  list.replaceChildren(...rows.map(optionOf));
  if (newest !== undefined && (following || gone)) select(newest);
  else mark();
}

function optionOf({ id, shown, title, where, note }: WhyRow): HTMLElement {
  const attributes = { role: 'option', id: `decision-${id}`, 'data-id': String(id) };
  return element(
    'li',
    { ...attributes, class: shown ? 'shown' : 'silent' },
    element('span', { class: 'title' }, title),
    element('span', { class: 'where' }, where),
    element('span', { class: 'note' }, note),
  );
}

function select(id: number): void {
  following = id === rows[0]?.id;
  const isNew = id !== selected;
  selected = id;
  mark();
  if (isNew) tell<FromWhy>({ kind: 'select', id });
}

function mark(): void {
  for (const option of list.children) {
    const isSelected = (option as HTMLElement).dataset.id === String(selected);
    option.setAttribute('aria-selected', String(isSelected));
    if (isSelected) {
      list.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  }
}

function onKey(event: KeyboardEvent): void {
  const at = rows.findIndex(({ id }) => id === selected);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const to = steps[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const row = rows[to];
  if (row !== undefined) select(row.id);
}

function showDetails(title: string, blocks: readonly WhyBlock[], id: number | undefined): void {
  const shown = blocks.map(block => shownBlock(block, id));
  details.replaceChildren(element('h2', {}, title), ...shown);
  details.scrollTop = 0;
  if (id === undefined) {
    selected = undefined;
    following = false;
    mark();
    details.focus(); // it was asked for by a button
  }
}

function shownBlock(block: WhyBlock, id: number | undefined): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return element('h3', {}, block.text);
    case 'note':
      return element('p', {}, block.text);
    case 'facts':
      return element('dl', {}, ...block.facts.flatMap(fact => factOf(fact, id)));
    case 'table':
      return table(block.title, block.head, block.rows);
    case 'code':
      return codeOf(block.title, block.stretches);
    case 'act':
      return button(block.text, block.act, id);
  }
}

type Fact = Extract<WhyBlock, { kind: 'facts' }>['facts'][number];

function factOf({ name, value, act }: Fact, id: number | undefined): HTMLElement[] {
  const told = act === undefined ? value : button(value, act, id, 'link');
  return [element('dt', {}, name), element('dd', {}, told)];
}

function button(
  text: string,
  act: Extract<WhyBlock, { kind: 'act' }>['act'],
  id: number | undefined,
  look = '',
): HTMLElement {
  const made = element('button', { type: 'button', class: look }, text);
  made.addEventListener('click', () => {
    if (id !== undefined) tell<FromWhy>({ kind: 'act', act, id });
  });
  return made;
}

/** It scrolls, so the keyboard must get there. */
function codeOf(title: string, stretches: readonly WhyStretch[]): HTMLElement {
  const code = element(
    'pre',
    { tabindex: '0', role: 'region', 'aria-label': title },
    ...stretches.map(markOf),
  );
  return element('figure', {}, element('figcaption', {}, title), code);
}

function markOf({ kind, text }: WhyStretch): Node | string {
  if (kind === 'text') return text;
  if (kind === 'hidden') return element('mark', { class: kind }, text);
  return element('mark', { class: kind, role: 'img', 'aria-label': text });
}
