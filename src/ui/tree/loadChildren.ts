import * as vscode from 'vscode';
import { withProgress } from '../support/progress.ts';
import { isCancellation, logText } from '../support/showFailure.ts';
import type { Waits } from '../support/waits.ts';
import { FailureNode } from './failureNode.ts';
import { MessageNode } from './messageNode.ts';
import type { TreeNode } from './treeNode.ts';

export interface Loading {
  /** Says what is loaded, as long as it lasts. */
  readonly title: string;
  readonly viewId: string;
  /** Gets a node whose parent is to be loaded anew. */
  readonly retry: string;
}

/** The children of a node for the view; where they cannot be had, a node that says why. */
export async function loadChildren(
  { waits, log }: { readonly waits: Waits; readonly log: vscode.LogOutputChannel },
  node: TreeNode,
  { title, viewId, retry }: Loading,
): Promise<TreeNode[]> {
  const load = async (signal: AbortSignal) => [...((await node.children?.(signal)) ?? [])];
  try {
    return node.children ? await withProgress(waits, title, load, viewId) : [];
  } catch (error) {
    if (isCancellation(error)) return [cancelled(node, retry)];
    log.error(`${node.id}: ${logText(error)}`);
    return [new FailureNode(node, error, retry)];
  }
}

function cancelled(parent: TreeNode, retry: string): TreeNode {
  return new MessageNode(parent, {
    text: vscode.l10n.t('Cancelled. Click to load.'),
    icon: 'refresh',
    command: { command: retry, title: vscode.l10n.t('Load'), arguments: [{ parent }] },
  });
}
