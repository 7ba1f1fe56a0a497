import { env, l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem } from 'vscode';
import type { JobPhase } from '../../../domain/jobs/jobProgress.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { ListedJob } from '../../support/jobs/jobSource.ts';
import { fullTime } from '../../support/localTime.ts';
import type { TreeNode } from '../treeNode.ts';

const phaseIcons: Readonly<Record<JobPhase, string>> = {
  queued: 'clock',
  scheduled: 'calendar',
  running: 'sync',
  finished: 'pass',
};

/** A job, of whatever kind. A click opens its page. */
export class JobNode implements TreeNode {
  readonly id: string;

  constructor(
    readonly parent: TreeNode | undefined,
    readonly hub: Hub,
    readonly job: ListedJob,
  ) {
    this.id = `${parent?.id ?? ''}jobs/${hub.id}/${job.kind}/${job.id}`;
  }

  item(): TreeItem {
    const { name, where, state, kind, phase, commands } = this.job;
    const item = new TreeItem(name);
    item.id = this.id;
    item.description = where === '' ? state : `${state} · ${where}`;
    item.tooltip = this.#tooltip();
    item.iconPath = this.#icon();
    item.contextValue = ['job', kind, phase, ...commands].join('.');
    item.accessibilityInformation = { label: l10n.t('Job {0}, {1}', name, item.description) };
    item.command = { command: 'iotHub.openJob', title: l10n.t('Open Job'), arguments: [this] };
    return item;
  }

  #icon(): ThemeIcon {
    const { icon, phase, troubled } = this.job;
    if (icon !== undefined) return new ThemeIcon(icon);
    if (phase === 'finished' && troubled) return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    return new ThemeIcon(phaseIcons[phase]);
  }

  #tooltip(): MarkdownString {
    const { name, where, state, reason = '', id, time } = this.job;
    const lines = [where, state, reason, time === undefined ? '' : fullTime(time, env.language), id];
    const tooltip = new MarkdownString().appendMarkdown('**').appendText(name).appendMarkdown('**\n\n');
    for (const line of lines.filter(line => line !== '')) tooltip.appendText(line).appendMarkdown('\n\n');
    return tooltip;
  }
}
