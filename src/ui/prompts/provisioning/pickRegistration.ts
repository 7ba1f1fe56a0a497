import * as vscode from 'vscode';
import type { RegistrationTarget } from '../../support/provisioning/enrollmentTarget.ts';
import type { Services } from '../../support/services.ts';
import { enrollmentTarget } from './pickEnrollment.ts';
import { pickRegistered } from './pickRegistered.ts';

/** Asks for an enrollment, and for one of its devices. */
export async function pickRegistration(services: Services): Promise<RegistrationTarget | undefined> {
  const target = await enrollmentTarget(services);
  if (!target) return undefined;

  const { service, address } = target;
  const picked = await pickRegistered(services, target, { placeHolder: vscode.l10n.t('Registration') });
  if (picked === 'none') {
    void vscode.window.showInformationMessage(vscode.l10n.t('No device of {0} has asked yet.', address.id));
    return undefined;
  }
  if (picked?.registrationId === undefined) return undefined;
  const group = address.kind === 'group' ? { groupId: address.id } : {};
  return { service, registrationId: picked.registrationId, ...group };
}
