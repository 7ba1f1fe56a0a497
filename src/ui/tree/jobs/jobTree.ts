import * as vscode from 'vscode';
import type { Hub } from '../../support/hub/hub.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import type { JobWatch } from '../../support/jobs/jobWatch.ts';
import { withProgress } from '../../support/progress.ts';
import type { Waits } from '../../support/hub/waits.ts';
import type { TreeNode } from '../treeNode.ts';
import { JobHubNode } from './jobHubNode.ts';

export interface JobTreeParts {
  readonly hubs: Hubs;
  readonly waits: Waits;
  readonly jobWatch: JobWatch;
  readonly log: vscode.LogOutputChannel;
}

/** The Jobs view. Hubs are asked while it is visible. */
export class JobTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly #nodes = new Map<string, JobHubNode>();
  readonly #disposables: vscode.Disposable;
  #following: vscode.Disposable | undefined;
  readonly view: vscode.TreeView<TreeNode>;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(private readonly parts: JobTreeParts) {
    this.view = vscode.window.createTreeView('iotHub.jobs', { treeDataProvider: this, showCollapseAll: true });
    this.#disposables = vscode.Disposable.from(
      this.view,
      this.#changed,
      this.view.onDidChangeVisibility(() => this.#follow()),
      parts.hubs.onDidChange(() => this.#hubsChanged()),
      parts.jobWatch.onDidChange(() => this.#changed.fire(undefined)),
    );
    this.#follow();
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.item();
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) return this.#childrenOf(node);

    const nodes = this.#hubs.map(hub => this.nodeOf(hub));
    const [only, ...others] = nodes;
    return only && others.length === 0 ? this.#childrenOf(only) : nodes;
  }

  nodeOf(hub: Hub): JobHubNode {
    const { jobWatch, log } = this.parts;
    const node = this.#nodes.get(hub.id) ?? new JobHubNode(hub, jobWatch, log, () => this.#hubs.length === 1);
    this.#nodes.set(hub.id, node);
    return node;
  }

  /** Asks all hubs anew for all of their jobs. */
  refresh(): void {
    for (const node of this.#nodes.values()) node.forget();
    this.#changed.fire(undefined);
  }

  /** Shows more of the finished jobs of a hub. */
  showMore(hub: Hub): void {
    this.nodeOf(hub).showMore();
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#following?.dispose();
    this.#disposables.dispose();
  }

  get #hubs(): readonly Hub[] {
    return this.parts.hubs.list().filter(hub => hub.available);
  }

  async #childrenOf(node: TreeNode): Promise<TreeNode[]> {
    const load = async (signal: AbortSignal) => [...((await node.children?.(signal)) ?? [])];
    return withProgress(this.parts.waits, vscode.l10n.t('Loading jobs'), load);
  }

  #follow(): void {
    this.#following?.dispose();
    this.#following = this.view.visible ? this.parts.jobWatch.follow() : undefined;
  }

  /** What was known of a hub that stopped is not true of it when it starts again. */
  #hubsChanged(): void {
    for (const [hubId, node] of this.#nodes) if (!node.hub.available) this.#nodes.delete(hubId);
    this.#changed.fire(undefined);
  }
}
