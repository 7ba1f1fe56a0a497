import * as vscode from 'vscode';
import { printDuration } from '../../../domain/jobs/durationText.ts';
import { isConditionProblem, readTargetCondition } from '../../../domain/query/targetCondition.ts';
import { isStillAhead } from '../../../domain/jobs/jobStart.ts';
import { mostTargets } from '../../../domain/jobs/targets.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { HubSizes, KnownSize } from '../../support/jobs/hubSizes.ts';
import { number } from '../../support/jobs/jobWords.ts';
import type { JobOrder } from '../../support/jobs/jobOrder.ts';
import type { TargetPreview, TargetPreviews } from '../../support/jobs/targetPreviews.ts';
import { isCancellation } from '../../support/showFailure.ts';
import { askHubSize } from '../askHubSize.ts';
import { type Place, Revisit, type Step, askQuickly, type back } from '../steps.ts';
import { describeAction } from './askJobAction.ts';
import { describePreview } from './askJobCondition.ts';
import { describeStart } from './askJobStart.ts';
import { type JobDraft, orderOf } from './jobDraft.ts';
import { copyAsAzCommand, copyAsRestCall, showWhatIsSent } from './jobTexts.ts';
import { concern, forecastWords, sizeWords, targetWords } from './reviewWords.ts';

export interface ReviewParts {
  readonly hub: Hub;
  readonly sizes: HubSizes;
  readonly previews: TargetPreviews;
  /** The step that asked for each part, to go back to. */
  readonly steps: Readonly<Record<'action' | 'patch' | 'target' | 'means' | 'start' | 'limit' | 'id', Step<JobDraft>>>;
}

type Deed = 'send' | 'stages' | 'recurring' | 'size' | 'show' | 'az' | 'rest' | Step<JobDraft>;

interface ReviewItem extends vscode.QuickPickItem {
  readonly deed?: Deed;
}

/** Shows what will be sent, to how many devices and how long that takes; each part can be changed from here. */
export function reviewStep(parts: ReviewParts): Step<JobDraft> {
  return async (draft, place) => {
    for (;;) {
      const deed = await pickDeed(parts, draft, place);
      if (deed === undefined || typeof deed === 'symbol') return deed;
      if (typeof deed === 'function') return new Revisit(deed);
      if (deed === 'stages' || deed === 'recurring') return { ...draft, plan: deed };
      if (deed === 'send') {
        return isStillAhead(draft.start, new Date()) ? { ...draft, plan: 'once' } : new Revisit(parts.steps.start);
      }

      await perform(deed, parts, draft);
    }
  };
}

async function perform(deed: 'size' | 'show' | 'az' | 'rest', parts: ReviewParts, draft: JobDraft): Promise<void> {
  const { hub, sizes } = parts;
  const order = orderOf(hub, draft, new Date());
  if (deed === 'size') {
    const size = await askHubSize(vscode.l10n.t('Size of {0}', hub.name), sizes.get(hub));
    if (size) await sizes.set(hub, size);
  } else if (order) {
    await { show: showWhatIsSent, az: copyAsAzCommand, rest: copyAsRestCall }[deed](order);
  }
}

function pickDeed(parts: ReviewParts, draft: JobDraft, place: Place): Promise<Deed | typeof back | undefined> {
  const picker = vscode.window.createQuickPick<ReviewItem>();
  const order = orderOf(parts.hub, draft, new Date());
  picker.placeholder = vscode.l10n.t('Enter sends it. Choose a line to change it.');
  picker.items = order ? itemsOf(parts, draft, order) : [];
  void count(parts, draft, preview => {
    if (order) picker.items = itemsOf(parts, draft, order, preview);
  });

  return askQuickly<Deed>(picker, place, accept =>
    picker.onDidAccept(() => {
      const deed = picker.activeItems[0]?.deed;
      if (deed !== undefined) accept(deed);
    }),
  );
}

/** Counts the devices again if the person was quicker than the hub. A failure leaves the count out. */
async function count(
  { previews }: ReviewParts,
  { condition, deviceIds }: JobDraft,
  show: (preview: TargetPreview) => void,
): Promise<void> {
  const query = readTargetCondition(condition);
  if (deviceIds || isConditionProblem(query)) return;
  try {
    const known = previews.known(query);
    show(known ?? (await previews.preview(query)));
  } catch (error) {
    if (!isCancellation(error)) show({ count: Number.NaN, sample: [] });
  }
}

function itemsOf(
  { hub, sizes, steps }: ReviewParts,
  draft: JobDraft,
  order: JobOrder,
  preview?: TargetPreview,
): readonly ReviewItem[] {
  const size = sizes.get(hub);
  const count = draft.deviceIds?.length ?? preview?.count;
  const known = count !== undefined && !Number.isNaN(count);
  const worry = concern(known ? count : undefined, size, draft.maxExecutionTimeInSeconds);
  const [job] = order.jobs;

  return [
    {
      label: sendLabel(draft, order),
      description: known ? forecastWords(count, size) : unknownWords(count),
      ...(worry === undefined ? {} : { detail: `$(warning) ${worry}` }),
      deed: 'send',
    },
    separator(vscode.l10n.t('What is sent')),
    line('$(symbol-method)', job ? describeAction(job.action) : '', timeoutWords(draft), partOf(draft, steps)),
    line(
      '$(filter)',
      targetWords(order),
      preview && known ? describePreview(preview) : '',
      draft.deviceIds ? steps.means : steps.target,
    ),
    line('$(clock)', describeStart(draft.start), '', steps.start),
    line(
      '$(watch)',
      vscode.l10n.t('Ends after {0} at the latest', printDuration(draft.maxExecutionTimeInSeconds)),
      '',
      steps.limit,
    ),
    line('$(symbol-key)', draft.jobId, '', steps.id),
    sizeLine(hub, size),
    ...planLines(draft, known ? count : undefined),
    separator(vscode.l10n.t('For other tools')),
    line('$(json)', vscode.l10n.t('Show What Is Sent'), '', 'show'),
    line('$(copy)', vscode.l10n.t('Copy as az Command'), '', 'az'),
    line('$(copy)', vscode.l10n.t('Copy as REST Call'), '', 'rest'),
  ];
}

/** What this window does beyond the service. A time of its own, or a list of ids, does not go with it. */
function planLines({ start, deviceIds }: JobDraft, count: number | undefined): readonly ReviewItem[] {
  if (start.kind !== 'now') return [];
  const open = vscode.l10n.t('run by this window, while it is open');
  const repeat = line('$(history)', vscode.l10n.t('Repeat…'), open, 'recurring');
  return [separator(vscode.l10n.t('Instead of running it once')), stagesLine(count), ...(deviceIds ? [] : [repeat])];
}

/** A rollout chooses its devices when it begins, and keeps them: more than a window should are not offered. */
function stagesLine(count = 0): ReviewItem {
  const label = `$(layers) ${vscode.l10n.t('Roll Out in Stages…')}`;
  const most = number(mostTargets);
  if (count > mostTargets) return { label, description: vscode.l10n.t('not possible: for at most {0} devices', most) };
  const description = vscode.l10n.t('run by this window, while it is open, for at most {0} devices', most);
  return { label, description, deed: 'stages' };
}

function partOf({ kind }: JobDraft, steps: ReviewParts['steps']): Step<JobDraft> {
  return kind === 'twin' ? steps.patch : steps.action;
}

function sendLabel({ start }: JobDraft, { jobs }: JobOrder): string {
  const verb = start.kind === 'now' ? vscode.l10n.t('Run Now') : vscode.l10n.t('Schedule');
  return jobs.length === 1 ? `$(play) ${verb}` : `$(play) ${vscode.l10n.t('{0}: {1} Jobs', verb, jobs.length)}`;
}

function unknownWords(count: number | undefined): string {
  return count === undefined ? vscode.l10n.t('counting devices…') : vscode.l10n.t('devices cannot be counted now');
}

function timeoutWords({ kind, responseTimeoutInSeconds, connectTimeoutInSeconds }: JobDraft): string {
  if (kind === 'twin') return '';
  return vscode.l10n.t(
    'waits {0} s for a device to connect, {1} s for its answer',
    connectTimeoutInSeconds,
    responseTimeoutInSeconds,
  );
}

function line(icon: string, label: string, description: string, deed: Deed): ReviewItem {
  return { label: `${icon} ${label}`, description, deed };
}

/** A local hub, and one of Azure, say themselves what they are. */
function sizeLine({ kind, name, size: told }: Hub, size: KnownSize): ReviewItem {
  const label = `$(server) ${sizeWords(size)}`;
  return kind === 'local' || told
    ? { label, description: name }
    : { label, description: vscode.l10n.t('of {0}: choose it to correct the forecast', name), deed: 'size' };
}

function separator(label: string): ReviewItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
