import { type LinedDocument, windowAt } from '../../../src/core/completion/window.ts';

/** Characters before the cursor that tell a place from others. */
const NEAR = 1000;

/** A document in an editor, with one cursor: an array of lines, so that a million of them are no burden. */
export class SimulatedDocument implements LinedDocument {
  readonly path: string;
  readonly languageId: string;
  version = 1;
  /** Characters before the cursor. */
  offset: number;
  private readonly lines: string[];
  private line: number;
  private character: number;

  constructor(file: { path: string; languageId: string }, before: string, after: string) {
    this.path = file.path;
    this.languageId = file.languageId;
    this.offset = before.length;
    this.lines = (before + after).split('\n');
    this.line = before.split('\n').length - 1;
    this.character = before.length - (before.lastIndexOf('\n') + 1);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  /** The cursor's. */
  get currentLine(): number {
    return this.line;
  }

  lengthOf(line: number): number {
    return this.lines[line]?.length ?? 0;
  }

  between(fromLine: number, fromCharacter: number, line: number, character: number): string {
    if (fromLine === line) return (this.lines[line] ?? '').slice(fromCharacter, character);
    const all = this.lines.slice(fromLine, line + 1);
    all[0] = (all[0] ?? '').slice(fromCharacter);
    all.push((all.pop() ?? '').slice(0, character));
    return all.join('\n');
  }

  get window(): { readonly before: string; readonly after: string } {
    return windowAt(this, this.line, this.character);
  }

  /** The end of the text before the cursor: some lines. */
  get near(): string {
    let first = this.line;
    for (let size = this.character; first > 0 && size < NEAR; ) size += this.lengthOf(--first) + 1;
    return this.between(first, 0, this.line, this.character).slice(-NEAR);
  }

  insert(text: string): void {
    const line = this.lines[this.line] ?? '';
    const added = text.split('\n');
    const last = added.length - 1;
    const end = (added[last] ?? '').length + (last === 0 ? this.character : 0);
    added[0] = line.slice(0, this.character) + added[0];
    added[last] += line.slice(this.character);
    this.lines.splice(this.line, 1, ...added);
    this.line += last;
    this.character = end;
    this.offset += text.length;
    this.changed();
  }

  /** Takes back the character before the cursor, which is on its line. */
  backspace(): void {
    const line = this.lines[this.line] ?? '';
    this.lines[this.line] = line.slice(0, this.character - 1) + line.slice(this.character);
    this.character--;
    this.offset--;
    this.changed();
  }

  private changed(): void {
    this.version++;
    this.lines[this.line]?.indexOf('\0'); // joins the pieces of a long line now: it is the editor's work, and not to be measured later
  }
}
