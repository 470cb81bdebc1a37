/** The words of a name, small: `creditLimit`, `credit-limit` and `Credit limit` ⇒ credit, limit */
export function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}

/** How the words of a file's name are joined. */
export type Case = 'camel' | 'snake' | 'kebab' | 'Pascal';

export function cased(words: readonly string[], how: Case): string {
  switch (how) {
    case 'snake':
      return words.join('_');
    case 'kebab':
      return words.join('-');
    case 'Pascal':
      return words.map(capital).join('');
    case 'camel':
      return words.map((word, k) => (k === 0 ? word : capital(word))).join('');
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** How the words of a name seem to be joined; `undefined` where one small word tells nothing. */
export function caseOf(name: string): Case | undefined {
  if (/^[A-Z]/.test(name)) return 'Pascal';
  if (name.includes('_')) return 'snake';
  if (name.includes('-')) return 'kebab';
  return /[A-Z]/.test(name) ? 'camel' : undefined;
}

/** `order` ⇒ orders, `category` ⇒ categories, `box` ⇒ boxes; what is many already stays. */
export function plural(word: string): string {
  if (/[^s]s$/.test(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** `orders` ⇒ order, `categories` ⇒ category, `boxes` ⇒ box, `address` ⇒ address */
export function singular(word: string): string {
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
