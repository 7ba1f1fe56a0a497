import { type Command, ThemeIcon, TreeItem } from 'vscode';
import type { TreeNode } from './treeNode.ts';

export interface Message {
  readonly text: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly tooltip?: string;
  readonly contextValue?: string;
  readonly command?: Command;
}

/** A line in the tree that says something: that a list is empty, or why it could not be loaded. */
export class MessageNode implements TreeNode {
  readonly id: string;
  readonly #message: Message;

  constructor(
    readonly parent: TreeNode,
    message: Message,
  ) {
    this.id = `${parent.id}/message`;
    this.#message = message;
  }

  item(): TreeItem {
    const { text, icon, tooltip, contextValue, command } = this.#message;
    const item = new TreeItem(text);
    item.iconPath = new ThemeIcon(icon);
    item.tooltip = tooltip ?? text;
    if (contextValue !== undefined) item.contextValue = contextValue;
    if (command) item.command = command;
    return item;
  }
}
