// In a fresh process: what loading and activating the extension costs by itself, in milliseconds of CPU and of time, and in bytes of code that are parsed. A stand-in takes the place
// of VS Code's API, so nothing of VS Code's own is in the figure.
const Module = require('node:module');
const { globSync, readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

const anything = new Proxy(function Stand() {}, {
  get(_, name) {
    if (name === Symbol.toPrimitive) return () => '';
    if (name === Symbol.iterator) return function* () {};
    return name === 'then' ? undefined : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});
const sources = globSync('src/**/*.ts', { cwd: ROOT }).map(file => path.join(ROOT, file));
const text = sources.map(file => readFileSync(file, 'utf8')).join('');
const names = [...text.matchAll(/\bvscode\.(\w+)/g)].map(match => match[1]);
const api = Object.fromEntries(names.map(name => [name, anything]));
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest));

let parsed = 0;
const compile = Module.prototype._compile;
Module.prototype._compile = function (code, ...rest) {
  parsed += Buffer.byteLength(code);
  return compile.call(this, code, ...rest);
};

const context = {
  subscriptions: [],
  extensionUri: anything,
  asAbsolutePath: file => file,
  secrets: anything,
  globalState: anything,
  workspaceState: anything,
  extension: { id: 'inkling.inkling', packageJSON: { version: '0' } },
};
const cpu = process.cpuUsage();
const started = performance.now();
const { activate } = require(path.join(ROOT, 'dist', 'extension.cjs'));
activate(context);
const spent = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    cpu: (spent.user + spent.system) / 1000,
    time: performance.now() - started,
    parsed,
  }),
);
process.exit(0);
