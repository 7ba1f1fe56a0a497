import * as vscode from 'vscode';
import type { Services } from '../support/services.ts';
import type { IdentityTarget } from '../support/device/deviceTarget.ts';
import { identityTarget } from './deviceTargets.ts';

/** Where a command about a twin came from: a node of the tree, or the editor of a twin. */
export type OfTwin = Partial<IdentityTarget> | vscode.Uri;

/** The twin that a command is about: that of `source`, else the one in the editor, else that of a device picked now. */
export async function twinOf(services: Services, source?: OfTwin): Promise<IdentityTarget | undefined> {
  if (source && !(source instanceof vscode.Uri)) return identityTarget(services, source);

  const uri = twinDocumentOf(source);
  return (uri && services.twinDocuments.targetOf(uri)) ?? identityTarget(services);
}

/** The address of `source`, or of the document in the editor. */
export function twinDocumentOf(source?: OfTwin): vscode.Uri | undefined {
  return source instanceof vscode.Uri ? source : vscode.window.activeTextEditor?.document.uri;
}
