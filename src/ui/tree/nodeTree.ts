import * as vscode from 'vscode';
import type { Waits } from '../support/hub/waits.ts';
import { withProgress } from '../support/progress.ts';
import { explainFailure } from './explainFailure.ts';
import type { ShowAgain, TreeNode } from './treeNode.ts';

export interface NodeTreeParts {
  readonly waits: Waits;
  readonly log: vscode.LogOutputChannel;
}

/** A view whose nodes know how they look and what is under them; where that cannot be had, a node says why. */
export abstract class NodeTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #parts: NodeTreeParts;
  readonly #viewId: string;
  readonly #retry: string;
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #disposables: vscode.Disposable[] = [this.#changed];

  readonly onDidChangeTreeData = this.#changed.event;

  /** @param retry the command that gets a node whose parent is to be loaded anew. */
  protected constructor(parts: NodeTreeParts, viewId: string, retry: string) {
    this.#parts = parts;
    this.#viewId = viewId;
    this.#retry = retry;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.item();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.roots();
    if (!node.children) return [];

    const load = async (signal: AbortSignal) => [...((await node.children?.(signal)) ?? [])];
    try {
      const title = vscode.l10n.t('Loading {0}', labelOf(node));
      return await withProgress(this.#parts.waits, title, load, this.#viewId);
    } catch (error) {
      return [explainFailure(node, error, this.#parts.log, this.#retry)];
    }
  }

  /** Loads what is under `node` anew, or under every node. */
  refresh(node?: TreeNode): void {
    if (node) node.forget?.();
    else this.forgetAll();
    this.showAgain(node);
  }

  /** Asks again for the children of `node`, or of all; what is loaded stays. */
  readonly showAgain: ShowAgain = node => this.#changed.fire(node);

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  protected abstract roots(): TreeNode[];

  /** What was loaded is loaded anew when it is next asked for. */
  protected abstract forgetAll(): void;

  /** Makes the view of this tree. */
  protected createView(options: Omit<vscode.TreeViewOptions<TreeNode>, 'treeDataProvider'> = {}) {
    const view = vscode.window.createTreeView(this.#viewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      ...options,
    });
    this.disposeLater(view);
    return view;
  }

  protected disposeLater(...disposables: readonly vscode.Disposable[]): void {
    this.#disposables.unshift(...disposables);
  }
}

/** What a node is called, without its description. */
export function labelOf(node: Pick<TreeNode, 'item'>): string {
  const { label = '' } = node.item();
  return typeof label === 'string' ? label : label.label;
}
