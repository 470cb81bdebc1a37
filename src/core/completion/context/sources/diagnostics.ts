import type { ContextSource } from '../snippet.ts';

/** What the editor says about a line. */
export interface Diagnosis {
  /** From 0. */
  readonly line: number;
  readonly message: string;
  readonly error: boolean;
}

/** Lines around the cursor that count: what is said of others has its own time. */
const NEAR = 3;
const MOST = 3;
const LONGEST = 160;

/**
 * What the language server says about the lines at the cursor, nearest first. Not about the cursor's own line: that one is being typed, and
 * what is said of it is old by the time it is read.
 *
 *     error, line 12: Property 'nmae' does not exist on type 'User'. Did you mean 'name'?
 */
export function diagnosticsSource(of: (uri: string) => readonly Diagnosis[]): ContextSource {
  return {
    name: 'diagnostics',
    offer(at) {
      const distance = ({ line }: Diagnosis): number => Math.abs(line - at.line);
      const near = of(at.uri)
        .filter(one => one.line !== at.line && distance(one) <= NEAR)
        .sort((a, b) => Number(b.error) - Number(a.error) || distance(a) - distance(b))
        .slice(0, MOST);
      if (near.length === 0) return [];
      const lines = near.map(({ line, message, error }) => {
        const text = message.replace(/\s+/g, ' ').slice(0, LONGEST);
        return `${error ? 'error' : 'warning'}, line ${line + 1}: ${text}`;
      });
      return [{ path: at.path, text: lines.join('\n'), why: 'problems near by', worth: 0.05 }];
    },
  };
}
