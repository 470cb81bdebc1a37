type Child = Node | string | undefined;

/** A new element. Text is always text: nothing here is ever read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter(child => child !== undefined));
  return made;
}

/** The element of the page with this id. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found as Type;
}

/** A table with a caption. The first column names the rows. */
export function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLTableElement {
  const names = head.map(name => element('th', { scope: 'col' }, name));
  const lines = rows.map(([name = '', ...values]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      ...values.map(value => element('td', {}, value)),
    ),
  );
  return element(
    'table',
    {},
    element('caption', {}, title),
    element('thead', {}, element('tr', {}, ...names)),
    element('tbody', {}, ...lines),
  );
}
