/** What VS Code gives a page to talk to its extension. */
interface EditorApi {
  postMessage(message: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();

/** Tells the extension something. */
export function tell<Message>(message: Message): void {
  api.postMessage(message);
}

/** Hears what the extension tells. */
export function hear<Message>(onMessage: (message: Message) => void): void {
  window.addEventListener('message', event => onMessage(event.data as Message));
}
