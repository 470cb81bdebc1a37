import * as vscode from 'vscode';

/** Extensions that make the editor a Vim. They tell nobody their mode, but show it by the cursor's shape. */
const VIMS = ['vscodevim.vim', 'asvetliakov.vscode-neovim'];
const BLOCKS = [vscode.TextEditorCursorStyle.Block, vscode.TextEditorCursorStyle.BlockOutline];

/**
 * Do keys write text here? Not in Vim's other modes, where they are commands.
 *
 * Who has chosen a block as the usual cursor can't be told from a Vim in normal mode: then the answer is yes.
 */
export function writesText(editor: vscode.TextEditor | undefined): boolean {
  const style = editor?.options.cursorStyle;
  if (style === undefined || !BLOCKS.includes(style)) return true;
  if (!VIMS.some(id => vscode.extensions.getExtension(id)?.isActive === true)) return true;
  const usual = vscode.workspace.getConfiguration('editor').get<string>('cursorStyle');
  return usual?.startsWith('block') === true;
}
