import { env, l10n } from 'vscode';
import type { JobAction } from '../../../domain/jobs/job.ts';
import { type JobCounts, percentOf, sumCounts } from '../../../domain/jobs/jobProgress.ts';
import { type Rollout, stageTally } from '../../../domain/jobs/rollout.ts';
import type { JobCommand, JobPicture } from '../../../protocol/jobPage.ts';
import { fullTime } from '../localTime.ts';
import { finishedWords, number } from './jobWords.ts';

export function actionName(action: JobAction): string {
  return action.kind === 'method' ? action.call.methodName : l10n.t('Twin update');
}

export function actionText(action: JobAction): string {
  return JSON.stringify(action.kind === 'method' ? (action.call.payload ?? null) : action.patch, undefined, 2);
}

/** All of its targets: those that no job was sent for yet wait. */
export function rolloutCounts({ total, jobs }: Rollout): JobCounts {
  const sum = sumCounts(jobs.flatMap(({ counts }) => counts ?? []));
  return { ...sum, total, waiting: total - sum.completed - sum.failed - sum.running };
}

/** The stage that runs, or the last one that ran; from 0. */
function currentStage({ jobs }: Rollout): number {
  return jobs.findLast(({ state }) => state !== 'planned')?.stage ?? 0;
}

export function rolloutState(rollout: Rollout): string {
  const { state, stages } = rollout;
  const stage = currentStage(rollout);
  const share = l10n.t('{0} %', number(stages[stage] ?? 100));
  switch (state.kind) {
    case 'running':
      return l10n.t(
        'stage {0} of {1} ({2}), {3} % done',
        stage + 1,
        stages.length,
        share,
        percentOf(rolloutCounts(rollout)),
      );
    case 'paused':
      return state.by === 'failures'
        ? l10n.t('halted after {0}: too many failed', share)
        : l10n.t('paused after {0}', share);
    case 'stopped':
      return l10n.t('stopped after {0}', share);
    case 'completed':
      return finishedWords(rolloutCounts(rollout));
  }
}

export function rolloutCommands({ state }: Rollout): readonly JobCommand[] {
  switch (state.kind) {
    case 'running':
      return ['pause', 'stop'];
    case 'paused':
      return ['resume', 'stop'];
    case 'stopped':
    case 'completed':
      return [];
  }
}

/** What to know of a rollout that does not go on, for now or by itself. */
export function rolloutProblem(rollout: Rollout): string {
  const { state, mostFailuresPercent } = rollout;
  if (state.kind === 'running' && state.hindrance !== undefined) {
    return l10n.t('{0} This window tries again by itself.', state.hindrance);
  }
  if (state.kind !== 'paused') return '';
  if (state.by === 'refused') return state.problem ?? '';
  if (state.by === 'person') return '';

  const { devices, failures } = stageTally(rollout, currentStage(rollout));
  return l10n.t(
    '{0} of the {1} devices of this stage failed, more than the {2} % that you allow. Look at them, then resume to accept that, or stop.',
    number(failures),
    number(devices),
    number(mostFailuresPercent),
  );
}

export function rolloutStages(rollout: Rollout): JobPicture['stages'] {
  return rollout.stages.map((share, index) => {
    const { devices, failures, state } = stageTally(rollout, index);
    const words = { planned: l10n.t('to come'), running: l10n.t('running'), finished: l10n.t('done') };
    return {
      name: l10n.t('{0} %', number(share)),
      state: devices === 0 ? l10n.t('none left for it') : words[state],
      devices,
      failed: failures,
    };
  });
}

export function rolloutFacts(rollout: Rollout): JobPicture['facts'] {
  return [
    { name: l10n.t('Id'), value: rollout.id },
    { name: l10n.t('Devices'), value: rollout.queryCondition },
    { name: l10n.t('Targets'), value: l10n.t('{0}, chosen when it began', number(rollout.total)) },
    {
      name: l10n.t('Goes on while'),
      value: l10n.t('at most {0} % of a stage failed', number(rollout.mostFailuresPercent)),
    },
    { name: l10n.t('Created'), value: fullTime(rollout.createdTime, env.language) },
  ];
}
