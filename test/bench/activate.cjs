// In a fresh process: what loading and activating the extension costs by itself, in milliseconds of CPU and of time. A stand-in takes the place
// of VS Code's API, so nothing of VS Code's own is in the figure.
const Module = require('node:module');
const path = require('node:path');

const anything = new Proxy(() => {}, {
  get(_, name) {
    if (name === Symbol.toPrimitive) return () => '';
    if (name === Symbol.iterator) return function* () {};
    return name === 'then' ? undefined : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything,
});
const names = 'window workspace commands languages l10n env Uri StatusBarAlignment ThemeColor';
const api = Object.fromEntries(names.split(' ').map(name => [name, anything]));
const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest));

const context = {
  subscriptions: [],
  asAbsolutePath: file => file,
  secrets: anything,
  globalState: anything,
  workspaceState: anything,
};
const cpu = process.cpuUsage();
const started = performance.now();
const { activate } = require(path.join(__dirname, '..', '..', 'dist', 'extension.cjs'));
activate(context);
const spent = process.cpuUsage(cpu);
console.log(
  JSON.stringify({ cpu: (spent.user + spent.system) / 1000, time: performance.now() - started }),
);
process.exit(0);
