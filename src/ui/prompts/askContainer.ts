import * as vscode from 'vscode';
import {
  type ContainerAddress,
  describeContainerProblem,
  isContainerProblem,
  parseContainerAddress,
} from '../../domain/transfer/containerAddress.ts';

/** Asks for the address of a container, with its SAS. It is not kept. */
export async function askContainer(): Promise<ContainerAddress | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Storage Container'),
    prompt: vscode.l10n.t('Address of the container with a SAS that may read, write and delete. It is not kept.'),
    placeHolder: 'https://ACCOUNT.blob.core.windows.net/CONTAINER?sv=…',
    password: true,
    ignoreFocusOut: true,
    validateInput: typed => (typed === '' ? undefined : problemOf(typed)),
  });
  if (!text) return undefined;

  const container = parseContainerAddress(text, Date.now());
  return isContainerProblem(container) ? undefined : container;
}

function problemOf(text: string): string | undefined {
  const container = parseContainerAddress(text, Date.now());
  return isContainerProblem(container) ? describeContainerProblem(container) : undefined;
}
