import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { TreeNode } from './treeNode.ts';

/** What a {@link LoadedListNode} shows of itself. */
export interface ListWords {
  /** Of its id, below that of its parent; of its menu, too. */
  readonly kind: string;
  readonly label: string;
  /** As the label if it is not given. */
  readonly tooltip?: string;
  /** For who does not see where it stands; as the label if it is not given. */
  readonly accessibleLabel?: string;
  /** A codicon's name. */
  readonly icon: string;
}

/** A list that is loaded whole when it is opened, and again after it was told to forget. */
export abstract class LoadedListNode implements TreeNode {
  readonly id: string;
  readonly #words: ListWords;
  #loaded: readonly TreeNode[] | undefined;

  constructor(
    readonly parent: TreeNode,
    words: ListWords,
  ) {
    this.id = `${parent.id}/${words.kind}`;
    this.#words = words;
  }

  /** Reads what stands under it. */
  protected abstract load(signal: AbortSignal): Promise<readonly TreeNode[]>;

  item(): TreeItem {
    const { kind, label, tooltip, accessibleLabel, icon } = this.#words;
    const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.tooltip = tooltip ?? label;
    item.iconPath = new ThemeIcon(icon);
    item.contextValue = kind;
    item.accessibilityInformation = { label: accessibleLabel ?? label };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#loaded ??= await this.load(signal);
    return this.#loaded;
  }

  forget(): void {
    this.#loaded = undefined;
  }
}
