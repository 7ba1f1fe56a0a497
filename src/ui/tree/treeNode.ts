import type { TreeItem } from 'vscode';

/** A node of the Hubs view. Knows how it looks and what is under it, not how the view shows it. */
export interface TreeNode {
  /** The path from the root: stays the same while the thing behind it does. */
  readonly id: string;
  readonly parent: TreeNode | undefined;
  item(): TreeItem;
  /** Absent for leaves. What was loaded once is given again until {@link forget}. */
  children?(signal: AbortSignal): readonly TreeNode[] | Promise<readonly TreeNode[]>;
  /** What was loaded is loaded anew when it is next asked for. */
  forget?(): void;
}

/** Asks the view to show a node, or the whole of it, again. */
export type ShowAgain = (node: TreeNode | undefined) => void;
