import { env, l10n, ThemeIcon, TreeItem } from 'vscode';
import { type MethodRun, tally } from '../../domain/methodRun.ts';
import { fullTime, shortTime } from '../support/localTime.ts';
import { runSummary } from '../support/method/runSummary.ts';
import type { TreeNode } from './treeNode.ts';

/** A direct method that was called. A click opens what came of it. */
export class MethodRunNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode,
    readonly run: MethodRun,
  ) {
    this.id = `${parent.id}/${run.id}`;
  }

  item(): TreeItem {
    const { call, startedTime } = this.run;
    const summary = runSummary(this.run);
    const clean = tally(this.run.answers).answered === this.run.answers.length;

    const item = new TreeItem(call.methodName);
    item.id = this.id;
    item.description = `${summary} · ${shortTime(startedTime, env.language)}`;
    item.tooltip = `${call.methodName}: ${summary}\n${fullTime(startedTime, env.language)}`;
    item.iconPath = new ThemeIcon(clean ? 'pass' : 'warning');
    item.contextValue = 'methodRun';
    item.accessibilityInformation = { label: l10n.t('Method {0}, {1}', call.methodName, item.description) };
    item.command = { command: 'iotHub.showAnswer', title: l10n.t('Show Answer'), arguments: [this] };
    return item;
  }
}
