import * as vscode from 'vscode';
import {
  type DeviceMove,
  type MoveTrigger,
  hasArrived,
  moveReasons,
  usualPolicy,
} from '../../../domain/provisioning/deviceMove.ts';
import { type MoveAnswers, planMove } from '../../../domain/provisioning/planMove.ts';
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
  const first: MoveAnswers = { reason: 'closerHub', hub: '', policy: 'migrate', trigger: byReprovision };
  const steps = [reasonStep(quarantine !== undefined), hubStep(base), policyStep, triggerStep];
  const answers = await askSteps(title, first, steps);

  if (!answers) return undefined;
  const { target, record, registrations } = base;
  const device = registrationId === undefined ? {} : { registrationId };
  const subject = { serviceId: target.service.id, record, registrations, ...device, ...(quarantine && { quarantine }) };
  return planMove(subject, answers, new Date().toISOString());
}

function reasonStep(inQuarantine: boolean): Step<MoveAnswers> {
  const reasons = moveReasons.filter(reason => reason !== 'back' || inQuarantine);
  const choices = reasons.map(value => ({ label: reasonLabel(value), detail: reasonSentence(value), value }));
  return async (draft, place) => {
    const reason = await pickOne(vscode.l10n.t('Why they move'), choices, place, draft.reason);
    return reason === undefined || reason === back ? reason : { ...draft, reason, policy: usualPolicy(reason) };
  };
}

function hubStep({ known, registrations }: ForecastBase): Step<MoveAnswers> {
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

const policyStep: Step<MoveAnswers> = async (draft, place) => {
  const choices = policyChoices().filter(({ value }) => value === 'migrate' || value === 'reset');
  const policy = await pickOne(vscode.l10n.t('What becomes of their data'), choices, place, draft.policy);
  return policy === undefined || policy === back ? policy : { ...draft, policy };
};

const triggerStep: Step<MoveAnswers> = async (draft, place) => {
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
