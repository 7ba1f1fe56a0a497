import * as vscode from 'vscode';
import { targetConditions } from '../../../domain/jobs/targetConditions.ts';
import { mostTargets } from '../../../domain/jobs/targets.ts';
import { confirm } from '../../prompts/confirm.ts';
import type { Services } from '../services.ts';
import type { JobOrder } from './jobOrder.ts';
import { number } from './jobWords.ts';

/** Offers to do what a hub whose tier has no jobs cannot: from this window, at the pace of a job. */
export async function offerFanOut({ fanOuts, jobPanels }: Services, { hub, jobs, marked }: JobOrder): Promise<void> {
  const agreed = await confirm({
    question: vscode.l10n.t('The tier of {0} has no jobs. Reach the devices from this window instead?', hub.name),
    detail: vscode.l10n.t(
      'One after another, ten a second at most, as a job would, at most {0} devices, and only while the window is open. The Basic tier of Azure refuses direct methods and twins, too: there it ends at once and says so. A Standard tier, such as S1, has all of them.',
      number(mostTargets),
    ),
    action: vscode.l10n.t('Reach Them from Here'),
  });
  const [first] = jobs;
  if (!agreed || !first) return;

  const ids = marked && targetConditions(marked.map(deviceId => ({ deviceId })));
  const conditions = ids?.map(({ condition }) => condition) ?? jobs.map(({ queryCondition }) => queryCondition);
  for (const [index, queryCondition] of conditions.entries()) {
    const jobId = index === 0 ? first.jobId : `${first.jobId}-${index + 1}`;
    await fanOuts.begin(hub, { ...first, jobId, queryCondition });
  }
  jobPanels.show(hub, 'fanOut', first.jobId);
}
