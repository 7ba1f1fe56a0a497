import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { fullTime } from '../../support/localTime.ts';
import type { OperationRecord, Operations } from '../../support/azure/operations.ts';
import type { TreeNode } from '../treeNode.ts';

/** What resource managers were asked to do, the newest first. */
export class OperationListNode implements TreeNode {
  readonly parent = undefined;
  readonly id = 'operations';

  constructor(private readonly operations: Pick<Operations, 'list'>) {}

  item(): TreeItem {
    const running = this.operations.list().filter(({ endedMs }) => endedMs === undefined).length;
    const item = new TreeItem(l10n.t('Operations'), TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = running > 0 ? l10n.t('{0} running', running) : '';
    item.iconPath = new ThemeIcon('history');
    item.contextValue = 'operations';
    item.accessibilityInformation = { label: l10n.t('Operations, {0} running', running) };
    return item;
  }

  children(): readonly TreeNode[] {
    return this.operations.list().map(record => new OperationNode(this, record));
  }
}

class OperationNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly record: OperationRecord,
  ) {
    this.id = `${parent.id}/${record.id}`;
  }

  item(): TreeItem {
    const { title, startedMs, endedMs, failure } = this.record;
    const state = stateWords(this.record);
    const item = new TreeItem(title);
    item.id = this.id;
    item.description = failure ?? state;
    const started = l10n.t('Started {0}', fullTime(new Date(startedMs).toISOString(), env.language));
    item.tooltip = [title, failure ?? state, started].join('\n\n');
    item.iconPath = new ThemeIcon(iconOf(this.record));
    item.contextValue = endedMs === undefined ? 'operation.running' : 'operation.ended';
    item.accessibilityInformation = { label: `${title}, ${failure ?? state}` };
    return item;
  }
}

function stateWords({ endedMs, failure }: OperationRecord): string {
  if (endedMs === undefined) return l10n.t('running');
  return failure === undefined ? l10n.t('done') : l10n.t('failed');
}

function iconOf({ endedMs, failure }: OperationRecord): string {
  if (endedMs === undefined) return 'sync';
  return failure === undefined ? 'pass' : 'error';
}
