import * as vscode from 'vscode';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { firstRegistrations } from '../../support/provisioning/allRegistrations.ts';
import {
  type EnrollmentTarget,
  type RegistrationTarget,
  enrollmentOf,
  isEnrollment,
  isRegistration,
} from '../../support/provisioning/enrollmentTarget.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import { registrationWords } from '../../support/provisioning/registrationWords.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { enrollmentTarget } from './pickEnrollment.ts';

/** Whose devices move. */
export interface MovedTarget {
  readonly from: EnrollmentTarget;
  /** One device of the group `from` alone; all devices if absent. */
  readonly registrationId?: string;
}

/** More are found in the view. */
const mostListed = 1_000;

/** The devices that a move is about: those of the node, else of an enrollment that is asked for, all or one of them. */
export async function movedTarget(
  services: Services,
  node?: Partial<EnrollmentTarget | RegistrationTarget>,
): Promise<MovedTarget | undefined> {
  if (isEnrollment(node)) return { from: node };
  if (isRegistration(node)) {
    const { groupId, registrationId } = node;
    return { from: enrollmentOf(node), ...(groupId === undefined ? {} : { registrationId }) };
  }

  const from = await enrollmentTarget(services, node);
  return from?.address.kind === 'group' ? pickOfGroup(services, from) : from && { from };
}

async function pickOfGroup(services: Services, from: EnrollmentTarget): Promise<MovedTarget | undefined> {
  const byHost = await hubsByHost(services.hubs);
  const states = await withProgress(
    services.waits,
    vscode.l10n.t('Loading registrations'),
    signal => firstRegistrations(from, mostListed, signal),
    provisioningViewId,
  );
  const all = { label: vscode.l10n.t('All devices of {0}', from.address.id), moved: { from } };
  const each = states.map(state => ({
    label: state.registrationId,
    description: registrationWords(state, hostName => hubName(byHost, hostName)),
    moved: { from, registrationId: state.registrationId },
  }));
  const picked = await pick([all, ...each], { placeHolder: vscode.l10n.t('Who moves') });
  return picked?.moved;
}
