import * as vscode from 'vscode';
import { deviceIdConditions } from '../../../domain/jobs/deviceIdConditions.ts';
import { newJobId } from '../../../domain/jobs/jobId.ts';
import { jobLimits } from '../../../domain/jobs/jobLimits.ts';
import { defaultCron, defaultMostFailuresText, defaultStagesText } from '../../../domain/jobs/jobPlan.ts';
import { QueryBudget } from '../../../domain/jobs/queryBudget.ts';
import { emptyPatchText } from '../../../domain/jobs/twinPatchText.ts';
import { countOf, tierLimits } from '../../../domain/tierLimits.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { HubSizes } from '../../support/jobs/hubSizes.ts';
import type { JobOrder } from '../../support/jobs/jobOrder.ts';
import { TargetPreviews } from '../../support/jobs/targetPreviews.ts';
import type { Services } from '../../support/services.ts';
import { emptyMethod, methodDetailSteps } from '../askMethodCall.ts';
import { hubHints } from '../callHints.ts';
import { type Step, askSteps } from '../steps.ts';
import type { JobSeed } from './jobSeed.ts';
import { cronStep, failuresStep, planOf, stagesStep } from './askJobPlan.ts';
import { actionStep } from './askJobAction.ts';
import { conditionStep } from './askJobCondition.ts';
import { idStep, limitStep } from './askJobDetails.ts';
import { startStep } from './askJobStart.ts';
import { meansStep } from './askMeans.ts';
import { type JobDraft, orderOf } from './jobDraft.ts';
import { reviewStep } from './reviewJob.ts';

/** Asks what a new job does, where, when and how long, and shows it before it is sent. */
export async function askNewJob(services: Services, seed: JobSeed): Promise<JobOrder | undefined> {
  const { hub } = seed;
  const { hubSizes: sizes } = services;
  const previews = new TargetPreviews(hub, budgetOf(hub, sizes));
  const action = nameAfterAction(actionStep(hubHints(services, hub)));
  const patch: Step<JobDraft> = (draft, place) => services.jobPatches.ask(draft, place);
  const target = conditionStep(previews);
  const steps = { action, patch, target, means: meansStep, start: startStep, limit: limitStep, id: idStep };

  const draft = await askSteps(vscode.l10n.t('New Job on {0}', hub.name), firstDraft(seed), [
    action,
    ...methodDetailSteps<JobDraft>().map(ask => ({ when: ({ kind }: JobDraft) => kind === 'method', ask })),
    { when: ({ kind }) => kind === 'twin', ask: patch },
    { when: ({ deviceIds }) => deviceIds === undefined, ask: target },
    { when: ({ deviceIds }) => deviceIds !== undefined, ask: meansStep },
    startStep,
    limitStep,
    idStep,
    reviewStep({ hub, sizes, previews, steps }),
    { when: ({ plan }) => plan === 'stages', ask: stagesStep },
    { when: ({ plan }) => plan === 'stages', ask: failuresStep },
    { when: ({ plan }) => plan === 'recurring', ask: cronStep },
  ]);
  const order = draft && orderOf(hub, draft, new Date());
  const plan = draft && planOf(draft);
  return order && { ...order, ...(plan ? { plan } : {}) };
}

/** A selection that one condition can list is a condition, which can be edited. */
function firstDraft({ condition, deviceIds = [] }: JobSeed): JobDraft {
  const conditions = deviceIdConditions(deviceIds);
  return {
    ...emptyMethod,
    choice: '',
    kind: 'method',
    patchText: emptyPatchText,
    condition: condition ?? conditions[0] ?? '',
    ...(conditions.length > 1 ? { deviceIds } : {}),
    means: 'split',
    startText: '',
    start: { kind: 'now' },
    maxExecutionTimeInSeconds: jobLimits.maxExecutionTimeInSeconds.default,
    jobId: '',
    plan: 'once',
    stagesText: defaultStagesText,
    mostFailuresText: defaultMostFailuresText,
    cron: defaultCron,
  };
}

/** Gives the job an id after what it does, as long as the person has not chosen one. */
function nameAfterAction(action: Step<JobDraft>): Step<JobDraft> {
  return async (draft, place) => {
    const answer = await action(draft, place);
    if (typeof answer !== 'object' || !('jobId' in answer)) return answer;
    const { kind, methodName } = answer;

    return answer.choice === draft.choice
      ? answer
      : { ...answer, jobId: newJobId(kind === 'twin' ? 'twins' : methodName, new Date(), Math.random()) };
  };
}

/** Half of the queries that the hub allows: a person and others need some, too. */
function budgetOf(hub: Hub, sizes: HubSizes): QueryBudget {
  const { tier, units } = sizes.get(hub);
  if (tier === 'unlimited') return new QueryBudget(Number.POSITIVE_INFINITY);

  const { queries } = tierLimits[tier];
  return new QueryBudget(((countOf(queries, units) / queries.perSeconds) * 60) / 2);
}
