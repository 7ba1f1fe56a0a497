import type * as vscode from 'vscode';
import { withProgress } from '../support/progress.ts';
import type { Waits } from '../support/hub/waits.ts';
import { explainFailure } from './explainFailure.ts';
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
    return [explainFailure(node, error, log, retry)];
  }
}
