import * as vscode from 'vscode';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { firstRegistrations } from '../../support/provisioning/allRegistrations.ts';
import type { RegistrationTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import { registrationWords } from '../../support/provisioning/registrationWords.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { enrollmentTarget } from './pickEnrollment.ts';

/** More are found in the view. */
const mostListed = 1_000;

/** Asks for an enrollment, and for one of its devices. */
export async function pickRegistration(services: Services): Promise<RegistrationTarget | undefined> {
  const target = await enrollmentTarget(services);
  if (!target) return undefined;

  const byHost = await hubsByHost(services.hubs);
  const states = await withProgress(
    services.waits,
    vscode.l10n.t('Loading registrations'),
    signal => firstRegistrations(target, mostListed, signal),
    provisioningViewId,
  );
  const items = states.map(state => ({
    label: state.registrationId,
    description: registrationWords(state, hostName => hubName(byHost, hostName)),
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No device of {0} has asked yet.', target.address.id));
    return undefined;
  }
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Registration') });
  if (!picked) return undefined;
  const group = target.address.kind === 'group' ? { groupId: target.address.id } : {};
  return { service: target.service, registrationId: picked.label, ...group };
}
