import process from 'node:process';
import * as vscode from 'vscode';
import { type ProxySettings, environmentNoProxy, environmentProxy } from '../../domain/network/proxySettings.ts';

/**
 * The proxy that the editor's settings name, or else its environment; nothing if there is none, or if the editor is not to
 * use one. What the extension itself sends goes through the editor's own proxy: this is for processes that it starts.
 */
export function editorProxy(): ProxySettings | undefined {
  const settings = vscode.workspace.getConfiguration('http');
  if (settings.get('proxySupport') === 'off') return undefined;

  const url = settings.get<string>('proxy') || environmentProxy(process.env)?.url;
  if (url === undefined) return undefined;

  const authorization = settings.get<string | null>('proxyAuthorization') ?? undefined;
  return { url, noProxy: noProxy(settings), authorization, strictSsl: settings.get('proxyStrictSSL') !== false };
}

/** As in the editor: one entry in the settings hides those of the environment. */
function noProxy(settings: vscode.WorkspaceConfiguration): readonly string[] {
  const entries = settings.get<readonly string[]>('noProxy') ?? [];
  return entries.length > 0 ? entries : environmentNoProxy(process.env);
}

/** True if the editor trusts the authorities of this machine. */
export function trustsSystem(): boolean {
  return vscode.workspace.getConfiguration('http').get('systemCertificates') !== false;
}
