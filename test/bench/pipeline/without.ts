// Loaded before a bench: the source of one file is read without the part that INKLING_WITHOUT names. So nothing of the product is there only to be measured.
import { registerHooks } from 'node:module';
import { leaveOut, PARTS } from './parts.ts';
import { RULES } from './rules.ts';

const name = process.env.INKLING_WITHOUT;
const part = [...PARTS, ...RULES].find(one => one.name === name);
if (part === undefined) throw new Error(`no part is called ${name}`);

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!url.endsWith(`/src/core/completion/${part.file}`)) return loaded;
    return { ...loaded, source: leaveOut(part, String(loaded.source)) };
  },
});
