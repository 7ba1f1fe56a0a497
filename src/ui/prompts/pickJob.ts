import * as vscode from 'vscode';
import type { JobCommand } from '../../protocol/jobPage.ts';
import type { HubJob } from '../support/jobs/jobWatch.ts';
import { withProgress } from '../support/progress.ts';
import type { Services } from '../support/services.ts';
import { hubOf, type OfHub } from './pickHub.ts';
import { pick } from './question.ts';

/** A node of the Jobs view, or what a page says of its job. */
export type OfJob = Partial<HubJob>;

/** The job of `node`, or one that the person picks among those of a hub that offer `command`. */
export async function jobOf(services: Services, node?: OfJob, command?: JobCommand): Promise<HubJob | undefined> {
  if (node?.hub && node.job) return { hub: node.hub, job: node.job };

  const hub = await hubOf(services, node satisfies Partial<OfHub> | undefined);
  if (!hub) return undefined;
  const title = vscode.l10n.t('Loading jobs');
  await withProgress(services.waits, title, signal => services.jobWatch.load(hub, signal));
  const items = services.jobWatch
    .list(hub)
    .filter(({ commands }) => command === undefined || commands.includes(command))
    .map(job => ({ label: job.name, description: `${job.state} · ${job.where}`, detail: job.id, job }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      command === undefined
        ? vscode.l10n.t('No job has run on {0} yet.', hub.name)
        : vscode.l10n.t('{0} has no job with which this can be done now.', hub.name),
    );
    return undefined;
  }
  const options = { placeHolder: vscode.l10n.t('Job'), matchOnDescription: true, matchOnDetail: true };
  const picked = await pick(items, options);
  return picked && { hub, job: picked.job };
}
