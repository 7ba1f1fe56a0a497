import { l10n, type LogOutputChannel } from 'vscode';
import { isCancellation, logText } from '../support/showFailure.ts';
import { FailureNode } from './failureNode.ts';
import { MessageNode } from './messageNode.ts';
import type { TreeNode } from './treeNode.ts';

/** The row that stands where the children of `node` should; a click on it runs `retry`. The log hears of failures. */
export function explainFailure(node: TreeNode, error: unknown, log: LogOutputChannel, retry: string): TreeNode {
  if (!isCancellation(error)) {
    log.error(`${node.id}: ${logText(error)}`);
    return new FailureNode(node, error, retry);
  }
  return new MessageNode(node, {
    text: l10n.t('Cancelled. Click to load.'),
    icon: 'refresh',
    command: { command: retry, title: l10n.t('Load'), arguments: [{ parent: node }] },
  });
}
