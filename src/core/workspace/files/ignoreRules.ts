import ignore, { type Ignore } from 'ignore';

/** Ignore files larger than this, or with more rules, are not read: their folder is left out instead. */
const LARGEST = 256 * 1024;
const MOST_RULES = 2000;

/** The ignore rules on the way from a workspace folder down to one of its folders, outermost first. */
export class IgnoreRules {
  private readonly layers: readonly { readonly folder: string; readonly rules: Ignore }[];

  constructor(layers: readonly { readonly folder: string; readonly rules: Ignore }[] = []) {
    this.layers = layers;
  }

  /**
   * The rules with those of an ignore file added.
   *
   * @param folder the ignore file's folder inside the workspace folder, `` or ending in `/`.
   * @returns `undefined` where the file can't be used: then nothing in its folder may be learned.
   */
  with(folder: string, text: string): IgnoreRules | undefined {
    if (text.length > LARGEST || text.split('\n').length > MOST_RULES) return undefined;
    try {
      return new IgnoreRules([...this.layers, { folder, rules: ignore().add(text) }]);
    } catch {
      return undefined;
    }
  }

  /**
   * Is the path left out? The innermost rule that speaks of it decides; what can't be decided is left out.
   *
   * @param path inside the workspace folder, with `/`; a folder's ends in `/`.
   */
  excludes(path: string): boolean {
    try {
      for (let k = this.layers.length - 1; k >= 0; k--) {
        const layer = this.layers[k];
        if (layer === undefined || !path.startsWith(layer.folder)) continue;
        const verdict = layer.rules.test(path.slice(layer.folder.length).normalize('NFC'));
        if (verdict.ignored) return true;
        if (verdict.unignored) return false;
      }
      return false;
    } catch {
      return true; // the package throws on names it finds odd
    }
  }
}
