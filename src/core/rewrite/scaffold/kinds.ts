/** What can be scaffolded. */
export type Kind = 'crud' | 'client' | 'files';

/** For the model; `{what}` is filled in. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  crud: 'Write the handlers to create, read, list, change and delete: {what}. Input is checked; what is missing, wrong or there already is answered with the status that callers expect.',
  client:
    'Write a client for this API: {what}. One function or method for each operation, typed where the language has types, with a time limit, errors that tell what failed, and another try only where asking twice does no harm.',
  files:
    'Write the handlers that read, write, list and delete files: {what}. Streams where a file may be large; written to a temporary file that is renamed; names from outside can not leave their folder; errors tell which file.',
};

/** Words that files and folders of a kind are named with. */
export const KIND_NAMES: Readonly<Record<Kind, RegExp>> = {
  crud: /^(routes?|routers?|controllers?|handlers?|views?|viewsets?|resources?|endpoints?|api)$/i,
  client: /^(clients?|sdk|gateways?|apis?|http)$/i,
  files: /^(files?|storages?|uploads?|uploader|io|attachments?)$/i,
};
