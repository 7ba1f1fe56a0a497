import * as vscode from 'vscode';
import { type JsonObject, isJsonObject } from '../../../domain/json.ts';
import { type DeviceMove, type MoveReason, missing } from '../../../domain/provisioning/deviceMove.ts';
import type { ReprovisionPolicy } from '../../../domain/provisioning/enrollment.ts';
import { policyName } from '../../../domain/provisioning/reprovisionPolicies.ts';
import type { Hub } from '../hub/hub.ts';
import { mostMoved } from './allRegistrations.ts';
import { policyWords } from './enrollmentWords.ts';
import { hubName } from './hubAt.ts';

export function reasonLabel(reason: MoveReason): string {
  switch (reason) {
    case 'closerHub':
      return vscode.l10n.t('To a closer hub');
    case 'newCustomer':
      return vscode.l10n.t('To a new customer');
    case 'newSolution':
      return vscode.l10n.t('To a new solution');
    case 'quarantine':
      return vscode.l10n.t('Into quarantine');
    case 'back':
      return vscode.l10n.t('Back from quarantine');
  }
}

export function reasonSentence(reason: MoveReason): string {
  switch (reason) {
    case 'closerHub':
      return vscode.l10n.t(
        'The devices were brought elsewhere: a hub near them answers sooner. Their data goes along.',
      );
    case 'newCustomer':
      return vscode.l10n.t('The same solution, other people: the devices begin anew on the hub of the new customer.');
    case 'newSolution':
      return vscode.l10n.t('Another hub, with another backend behind it. Their data goes along.');
    case 'quarantine':
      return vscode.l10n.t(
        'Compromised or out of date: to a hub where they can only be updated. Their data goes along.',
      );
    case 'back':
      return vscode.l10n.t('The enrollment says again what it said before the quarantine. Their data goes along.');
  }
}

/** What a move will do, step by step, for the person who has to agree. */
export function reviewText(move: DeviceMove, byHost: ReadonlyMap<string, Hub>): string {
  const waiting = missing(move);
  const policy = policyName(policyIn(move.after));
  const to = move.to === undefined ? vscode.l10n.t('the hub that the allocation gives') : hubName(byHost, move.to);
  const steps = [
    move.group === undefined || move.reason === 'back'
      ? vscode.l10n.t('The enrollment sends its devices to {0} ({1}).', to, policyWords(policy))
      : vscode.l10n.t(
          '{0} gets an enrollment of its own, which wins over the group {1} and sends it to {2} ({3}).',
          move.address.id,
          move.group,
          to,
          policyWords(policy),
        ),
    askText(move, waiting.length),
    ...(move.devices.length < mostMoved
      ? []
      : [vscode.l10n.t('There are more: those after the first {0} are left to ask by themselves.', mostMoved)]),
    vscode.l10n.t('They are watched until they arrive. You can cancel, and go on later.'),
    ...lastStep(move),
  ];
  const cost =
    policy === 'reset'
      ? vscode.l10n.t("Their twins are reset, and their modules are lost. This can't be undone.")
      : vscode.l10n.t("Their twins go along. Their modules are lost. This can't be undone.");
  return [...steps.map((step, index) => `${index + 1}. ${step}`), waiting.length === 0 ? '' : cost].join('\n');
}

function lastStep({ reason, group }: DeviceMove): readonly string[] {
  if (reason !== 'back') return [];
  return group === undefined
    ? [vscode.l10n.t('Then the policy is again what it was before.')]
    : [
        vscode.l10n.t(
          'Then its own enrollment is deleted, and it is asked once more: the group {0} has it again.',
          group,
        ),
      ];
}

function askText({ trigger }: DeviceMove, count: number): string {
  if (count === 0) return vscode.l10n.t('No device is elsewhere now. Those that ask later go there.');
  return trigger.kind === 'method'
    ? vscode.l10n.t('{0} devices are called by the direct method {1}.', count, trigger.methodName)
    : vscode.l10n.t('{0} devices are left to ask by themselves.', count);
}

function policyIn({ reprovisionPolicy }: JsonObject): ReprovisionPolicy | undefined {
  return isJsonObject(reprovisionPolicy) ? (reprovisionPolicy as unknown as ReprovisionPolicy) : undefined;
}

/** How a move went: who has arrived, who has not, and why. */
export function reportText(move: DeviceMove, byHost: ReadonlyMap<string, Hub>): string {
  const arrived = move.devices.filter(({ state }) => state === 'arrived');
  const left = missing(move);
  const report = {
    enrollment: move.address.id,
    ...(move.group === undefined ? {} : { group: move.group }),
    reason: reasonLabel(move.reason),
    started: move.startedTime,
    ...(move.to === undefined ? {} : { to: hubName(byHost, move.to) }),
    trigger: move.trigger.kind === 'method' ? move.trigger.methodName : null,
    state: move.state,
    arrived: arrived.map(({ registrationId }) => registrationId),
    notArrived: left.map(({ registrationId, state, hub, problem }) => ({
      device: registrationId,
      hub: hub === undefined ? null : hubName(byHost, hub),
      asked: state === 'asked',
      problem: problem ?? null,
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
