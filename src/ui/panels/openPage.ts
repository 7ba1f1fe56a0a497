import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './pageHtml.ts';

/** Loads the page whose bundle is `dist/webviews/<name>.js` into a webview. */
export function openPage(webview: vscode.Webview, extensionUri: vscode.Uri, name: string, title: string): void {
  // All that pages may read.
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();

  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageHtml({
    title,
    language: vscode.env.language,
    script: address(`${name}.js`),
    iconStyle: address('codicon.css'),
    style: address(`${name}.css`),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
  });
}
