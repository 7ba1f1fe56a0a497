import * as vscode from 'vscode';

/** The extension that this window was opened with. */
export function extensionUnderTest(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('iot-hub-workbench.iot-hub-workbench');
  if (!extension) throw new Error('The editor does not know the extension.');
  return extension;
}
