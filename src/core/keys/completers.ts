/** An extension that offers ghost text, and the setting of its own that ends that. */
export interface Completer {
  /** Its id in the marketplace, in lower case. */
  readonly id: string;
  readonly name: string;
  /** The setting, and the value that turns its ghost text off; an object's entries are added to what is there. `undefined` where no setting does it. */
  readonly off?: { readonly setting: string; readonly value: unknown };
}

const EVERYWHERE = { '*': false };

/**
 * Extensions known to offer ghost text: VS Code does not tell who does. A setting counts only where the installed version declares it, so a row that is out of date
 * does no harm.
 */
export const COMPLETERS: readonly Completer[] = [
  {
    id: 'github.copilot',
    name: 'GitHub Copilot',
    off: { setting: 'github.copilot.enable', value: EVERYWHERE },
  },
  {
    id: 'github.copilot-chat',
    name: 'GitHub Copilot Chat',
    off: { setting: 'github.copilot.enable', value: EVERYWHERE },
  },
  {
    id: 'continue.continue',
    name: 'Continue',
    off: { setting: 'continue.enableTabAutocomplete', value: false },
  },
  { id: 'tabnine.tabnine-vscode', name: 'Tabnine' },
  { id: 'tabnine.tabnine-vscode-self-hosted-updater', name: 'Tabnine Enterprise' },
  {
    id: 'codeium.codeium',
    name: 'Windsurf (Codeium)',
    off: { setting: 'codeium.enableConfig', value: EVERYWHERE },
  },
  {
    id: 'supermaven.supermaven',
    name: 'Supermaven',
    off: { setting: 'supermaven.enable', value: EVERYWHERE },
  },
  {
    id: 'tabbyml.vscode-tabby',
    name: 'Tabby',
    off: { setting: 'tabby.inlineCompletion.triggerMode', value: 'manual' },
  },
  {
    id: 'ggml-org.llama-vscode',
    name: 'llama.vscode',
    off: { setting: 'llama-vscode.enabled', value: false },
  },
  { id: 'amazonwebservices.amazon-q-vscode', name: 'Amazon Q' },
  { id: 'amazonwebservices.aws-toolkit-vscode', name: 'AWS Toolkit' },
  {
    id: 'google.geminicodeassist',
    name: 'Gemini Code Assist',
    off: { setting: 'geminicodeassist.inlineSuggestions.enableAuto', value: false },
  },
  {
    id: 'sourcegraph.cody-ai',
    name: 'Cody',
    off: { setting: 'cody.autocomplete.enabled', value: false },
  },
  {
    id: 'rjmacarthy.twinny',
    name: 'twinny',
    off: { setting: 'twinny.autoSuggestEnabled', value: false },
  },
  {
    id: 'huggingface.huggingface-vscode',
    name: 'llm-vscode',
    off: { setting: 'llm.enableAutoSuggest', value: false },
  },
  {
    id: 'augment.vscode-augment',
    name: 'Augment',
    off: { setting: 'augment.completions.enableAutomaticCompletions', value: false },
  },
  { id: 'blackboxapp.blackbox', name: 'Blackbox' },
  { id: 'aminer.codegeex', name: 'CodeGeeX' },
  { id: 'kilocode.kilo-code', name: 'Kilo Code' },
  { id: 'gitlab.gitlab-workflow', name: 'GitLab Duo' },
  { id: 'ibm.wca-core', name: 'IBM watsonx Code Assistant' },
  { id: 'visualstudioexptteam.vscodeintellicode-completions', name: 'IntelliCode Completions' },
];

/** The value that turns it off, put together with what the setting holds now. */
export function valueOff(off: NonNullable<Completer['off']>, now: unknown): unknown {
  return isObject(off.value) && isObject(now) ? { ...now, ...off.value } : off.value;
}

/** Is it off already? */
export function isOff({ value }: NonNullable<Completer['off']>, now: unknown): boolean {
  if (!isObject(value)) return now === value;
  return isObject(now) && Object.values(now).every(one => one !== true) && now['*'] === false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
