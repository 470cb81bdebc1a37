/**
 * Ends a completion with the line it is on.
 *
 *     total█ += price;✂⏎
 *     return total;
 */
export function stopAtLineEnd(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
}
