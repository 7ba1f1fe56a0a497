import * as vscode from 'vscode';
import {
  type DeviceMove,
  type MoveReason,
  type MoveTrigger,
  type MovingDevice,
  hasArrived,
  membersBack,
  membersFor,
  moveMembers,
  moveReasons,
  onlyHub,
  usualPolicy,
} from '../../../domain/provisioning/deviceMove.ts';
import type { RegistrationState } from '../../../domain/provisioning/enrollment.ts';
import type { PolicyName } from '../../../domain/provisioning/reprovisionPolicies.ts';
import type { ForecastBase } from '../../support/provisioning/forecastBase.ts';
import { reasonLabel, reasonSentence } from '../../support/provisioning/moveWords.ts';
import { askText } from '../askText.ts';
import { type Choice, pickOne } from '../pickOne.ts';
import { type Step, askSteps, back } from '../steps.ts';
import { policyChoices } from './policyChoices.ts';

/** The methods of simulated devices: to ask again, and to reboot, after which they ask, too. */
const byReprovision: MoveTrigger = { kind: 'method', methodName: 'reprovision' };
const byReboot: MoveTrigger = { kind: 'method', methodName: 'reboot' };
const byThemselves: MoveTrigger = { kind: 'none' };

interface Answers {
  readonly reason: MoveReason;
  /** Host name; empty on the way back. */
  readonly hub: string;
  readonly policy: PolicyName;
  readonly trigger: MoveTrigger;
}

/** Which devices are to move. */
export interface MoveQuestion {
  readonly base: ForecastBase;
  /** The one device of a group that `base` is about; all devices of its enrollment if absent. */
  readonly registrationId?: string;
  /** Their last move. */
  readonly earlier: DeviceMove | undefined;
}

/** Asks for all that a move needs. */
export async function askMove({ base, registrationId, earlier }: MoveQuestion): Promise<DeviceMove | undefined> {
  const quarantine = earlier?.reason === 'quarantine' ? earlier : undefined;
  const title =
    registrationId === undefined
      ? vscode.l10n.t('Move the devices of {0}', base.target.address.id)
      : vscode.l10n.t('Move {0}', registrationId);
  const first: Answers = { reason: 'closerHub', hub: '', policy: 'migrate', trigger: byReprovision };
  const steps = [reasonStep(quarantine !== undefined), hubStep(base), policyStep, triggerStep];
  const answers = await askSteps(title, first, steps);

  return answers && moveOf(base, answers, { registrationId, quarantine });
}

function reasonStep(inQuarantine: boolean): Step<Answers> {
  const reasons = moveReasons.filter(reason => reason !== 'back' || inQuarantine);
  const choices = reasons.map(value => ({ label: reasonLabel(value), detail: reasonSentence(value), value }));
  return async (draft, place) => {
    const reason = await pickOne(vscode.l10n.t('Why they move'), choices, place, draft.reason);
    return reason === undefined || reason === back ? reason : { ...draft, reason, policy: usualPolicy(reason) };
  };
}

function hubStep({ known, registrations }: ForecastBase): Step<Answers> {
  const choices = known.hubs.map(({ name, hostName }) => {
    const there = registrations.filter(state => hasArrived(state, { to: hostName })).length;
    return { label: name, description: vscode.l10n.t('{0} of them are there', there), value: hostName };
  });
  const asBefore = [{ label: vscode.l10n.t('As before the quarantine'), value: '' }];
  return async (draft, place) => {
    const placeholder = vscode.l10n.t('Hub to which they move');
    const hub = await pickOne(placeholder, draft.reason === 'back' ? asBefore : choices, place, draft.hub);
    return hub === undefined || hub === back ? hub : { ...draft, hub };
  };
}

const policyStep: Step<Answers> = async (draft, place) => {
  const choices = policyChoices().filter(({ value }) => value === 'migrate' || value === 'reset');
  const policy = await pickOne(vscode.l10n.t('What becomes of their data'), choices, place, draft.policy);
  return policy === undefined || policy === back ? policy : { ...draft, policy };
};

const triggerStep: Step<Answers> = async (draft, place) => {
  const trigger = await pickOne(vscode.l10n.t('How they learn of it'), triggerChoices, place, draft.trigger);
  if (trigger === undefined || trigger === back) return trigger;
  if (trigger !== 'other') return { ...draft, trigger };

  const prompt = vscode.l10n.t('Direct method that lets your devices ask again');
  const methodName = await askText({ prompt, problem: nameProblem }, place);
  return typeof methodName === 'string' ? { ...draft, trigger: { kind: 'method', methodName } } : methodName;
};

const triggerChoices: readonly Choice<MoveTrigger | 'other'>[] = [
  {
    label: vscode.l10n.t('Direct method {0}', 'reprovision'),
    description: vscode.l10n.t('simulated devices have it'),
    value: byReprovision,
  },
  {
    label: vscode.l10n.t('Direct method {0}', 'reboot'),
    description: vscode.l10n.t('devices that ask when they start'),
    value: byReboot,
  },
  { label: vscode.l10n.t('Another direct method…'), value: 'other' },
  { label: vscode.l10n.t('Not at all'), description: vscode.l10n.t('they ask by themselves'), value: byThemselves },
];

function nameProblem(text: string): string | undefined {
  return text === '' ? vscode.l10n.t('Type a name.') : undefined;
}

interface MoveOrigin {
  readonly registrationId: string | undefined;
  readonly quarantine: DeviceMove | undefined;
}

function moveOf(base: ForecastBase, answers: Answers, { registrationId, quarantine }: MoveOrigin): DeviceMove {
  const { target, record, registrations } = base;
  const backFrom = answers.reason === 'back' ? quarantine : undefined;
  const after = backFrom ? membersBack(backFrom.before, answers.policy) : membersFor(answers.hub, answers.policy);
  const to = onlyHub(after);
  const leaves = backFrom?.to;
  const ends = { ...(to === undefined ? {} : { to }), ...(leaves === undefined ? {} : { leaves }) };
  const group = registrationId === undefined ? backFrom?.group : target.address.id;

  return {
    serviceId: target.service.id,
    address: registrationId === undefined ? target.address : { kind: 'individual', id: registrationId },
    ...(group === undefined ? {} : { group }),
    reason: answers.reason,
    before: backFrom?.before ?? moveMembers(record.document),
    after,
    ...ends,
    trigger: answers.trigger,
    devices: registrations.flatMap(state => movingDevice(state, ends)),
    startedTime: new Date().toISOString(),
    state: 'stopped',
  };
}

/** A device that has no hub yet goes to the right one when it first asks. */
function movingDevice(state: RegistrationState, ends: Pick<DeviceMove, 'to' | 'leaves'>): readonly MovingDevice[] {
  const { registrationId, assignedHub } = state;
  if (assignedHub === undefined) return [];
  return [{ registrationId, hub: assignedHub, state: hasArrived(state, ends) ? 'arrived' : 'waiting' }];
}
