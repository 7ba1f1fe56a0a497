import { l10n, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import { oneLine, recentTarget, savedTarget } from '../prompts/pickQuery.ts';
import type { QueryTarget } from '../prompts/queryTarget.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { SavedQuery } from '../support/query/savedQueries.ts';
import type { TreeNode } from './treeNode.ts';

/** A query. A click opens its text; its button runs it. */
export class QueryNode implements TreeNode, QueryTarget {
  readonly id: string;
  readonly hub: Hub;
  readonly text: string;
  readonly title: string;
  readonly source: string;

  private constructor(
    readonly parent: TreeNode,
    { hub, text, title, source }: QueryTarget,
    /** Absent for one that only ran. */
    readonly savedName?: string,
  ) {
    this.hub = hub;
    this.text = text;
    this.title = title;
    this.source = source;
    this.id = `${parent.id}/${savedName === undefined ? `recent/${text}` : `saved/${savedName}`}`;
  }

  static saved(parent: TreeNode, hub: Hub, query: SavedQuery): QueryNode {
    return new QueryNode(parent, savedTarget(hub, query), query.name);
  }

  static recent(parent: TreeNode, hub: Hub, text: string): QueryNode {
    return new QueryNode(parent, recentTarget(hub, text));
  }

  item(): TreeItem {
    const text = oneLine(this.text);
    const saved = this.savedName !== undefined;

    const item = new TreeItem(this.savedName ?? text);
    item.id = this.id;
    item.description = saved ? text : l10n.t('recent');
    item.tooltip = new MarkdownString().appendCodeblock(this.text, 'iothubql');
    item.iconPath = new ThemeIcon(saved ? 'bookmark' : 'history');
    item.contextValue = saved ? 'query.saved' : 'query.recent';
    item.accessibilityInformation = { label: l10n.t('Query {0}, {1}', this.savedName ?? '', text) };
    item.command = { command: 'iotHub.editQuery', title: l10n.t('Edit Query'), arguments: [this] };
    return item;
  }
}
