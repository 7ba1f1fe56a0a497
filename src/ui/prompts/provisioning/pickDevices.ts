import * as vscode from 'vscode';
import {
  type EnrollmentTarget,
  type RegistrationTarget,
  enrollmentOf,
  isEnrollment,
  isRegistration,
} from '../../support/provisioning/enrollmentTarget.ts';
import type { Services } from '../../support/services.ts';
import { enrollmentTarget } from './pickEnrollment.ts';
import { pickRegistered } from './pickRegistered.ts';

/** Devices that an enrollment let in. */
export interface EnrolledDevices {
  readonly from: EnrollmentTarget;
  /** One device of the group `from` alone; all devices if absent. */
  readonly registrationId?: string;
}

/**
 * The devices that a command is about: those of the node, else of an enrollment that is asked for, all or one of them.
 * @param placeHolder asks for them.
 */
export async function enrolledDevices(
  services: Services,
  placeHolder: string,
  node?: Partial<EnrollmentTarget | RegistrationTarget>,
): Promise<EnrolledDevices | undefined> {
  if (isEnrollment(node)) return { from: node };
  if (isRegistration(node)) {
    const { groupId, registrationId } = node;
    return { from: enrollmentOf(node), ...(groupId === undefined ? {} : { registrationId }) };
  }

  const from = await enrollmentTarget(services, node);
  if (from?.address.kind !== 'group') return from && { from };

  const all = vscode.l10n.t('All devices of {0}', from.address.id);
  const picked = await pickRegistered(services, from, { placeHolder, all });
  return picked && (picked === 'none' ? { from } : { from, ...picked });
}
