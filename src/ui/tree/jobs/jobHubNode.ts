import { l10n, type LogOutputChannel, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Hub } from '../../support/hub/hub.ts';
import type { JobWatch } from '../../support/jobs/jobWatch.ts';
import { number } from '../../support/jobs/jobWords.ts';
import { explainFailure } from '../explainFailure.ts';
import { MessageNode } from '../messageNode.ts';
import type { TreeNode } from '../treeNode.ts';
import { JobNode } from './jobNode.ts';

/** Finished jobs that show at once, and that each click on the last row adds. */
const shownStep = 50;

/** A hub in the Jobs view, and the rows under it. Where there is only one hub, its rows stand alone. */
export class JobHubNode implements TreeNode {
  readonly parent = undefined;
  readonly id: string;
  #loaded: Promise<void> | undefined;
  #failure: unknown;
  #shown = shownStep;

  constructor(
    readonly hub: Hub,
    private readonly jobWatch: JobWatch,
    private readonly log: LogOutputChannel,
    /** Jobs have a parent only where hubs are shown. */
    private readonly isAlone: () => boolean,
  ) {
    this.id = `jobs/${hub.id}`;
  }

  item(): TreeItem {
    const item = new TreeItem(this.hub.name, TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = this.#summary;
    item.iconPath = new ThemeIcon(this.hub.kind === 'local' ? 'vm-running' : 'cloud');
    item.contextValue = 'jobHub';
    item.accessibilityInformation = { label: l10n.t('Jobs of {0}, {1}', this.hub.name, this.#summary) };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#loaded ??= this.#load(signal);
    await this.#loaded;

    const parent = this.isAlone() ? undefined : this;
    const jobs = this.jobWatch.list(this.hub);
    const nodes = jobs.slice(0, this.#shown).map(job => new JobNode(parent, this.hub, job));
    const failure =
      this.#failure === undefined ? [] : [explainFailure(this, this.#failure, this.log, 'iotHub.refreshJobs')];
    if (jobs.length > this.#shown) return [...failure, ...nodes, this.#moreNode(jobs.length - this.#shown)];
    // Alone, a hub without jobs leaves the place to the welcome of the view.
    if (jobs.length > 0 || failure.length > 0 || this.isAlone()) return [...failure, ...nodes];
    return [new MessageNode(this, { text: l10n.t('No job has run on this hub yet.'), icon: 'info' })];
  }

  showMore(): void {
    this.#shown += shownStep;
  }

  forget(): void {
    this.#loaded = undefined;
    this.#failure = undefined;
  }

  get #summary(): string {
    const running = this.jobWatch.list(this.hub).filter(({ phase }) => phase === 'running').length;
    return running === 0 ? l10n.t('none running') : l10n.t('{0} running', running);
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      await this.jobWatch.load(this.hub, signal);
    } catch (error) {
      this.#failure = error;
    }
  }

  #moreNode(left: number): MessageNode {
    return new MessageNode(this, {
      text: l10n.t('Show more… ({0} older)', number(left)),
      icon: 'ellipsis',
      command: { command: 'iotHub.showMoreJobs', title: l10n.t('Show More Jobs'), arguments: [{ hub: this.hub }] },
    });
  }
}
