import { l10n } from 'vscode';
import { sentence } from '../support/showFailure.ts';
import { MessageNode } from './messageNode.ts';
import type { TreeNode } from './treeNode.ts';

/** Stands where children should: says why they are not there. Its Retry runs `retry` with this node. */
export class FailureNode extends MessageNode {
  constructor(parent: TreeNode, error: unknown, retry = 'iotHub.retry') {
    const text = sentence(error);
    super(parent, {
      text,
      icon: 'warning',
      tooltip: l10n.t('{0}\n\nClick to try again.', text),
      contextValue: 'failure',
      command: { command: retry, title: l10n.t('Retry'), arguments: [{ parent }] },
    });
  }
}
