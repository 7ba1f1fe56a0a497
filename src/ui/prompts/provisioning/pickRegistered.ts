import * as vscode from 'vscode';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { firstRegistrations } from '../../support/provisioning/allRegistrations.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { hubName, hubsByHost } from '../../support/provisioning/hubAt.ts';
import { registrationWords } from '../../support/provisioning/registrationWords.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { firstListed, idItem, type IdItem, pickedId } from './idItem.ts';

/** More are asked for by their ids. */
const mostListed = 1_000;

export interface RegisteredQuestion {
  readonly placeHolder: string;
  /** Stands first, for all devices; without it, one is to be chosen. */
  readonly all?: string;
}

/** One device, or all. */
export interface Registered {
  readonly registrationId?: string;
}

/**
 * Asks for one of the devices of an enrollment that have asked for their hub, or for all.
 * @returns `none` if no device has asked yet; nothing if the person gives up.
 */
export async function pickRegistered(
  services: Services,
  target: EnrollmentTarget,
  { placeHolder, all }: RegisteredQuestion,
): Promise<Registered | 'none' | undefined> {
  const items = await withProgress(
    services.waits,
    vscode.l10n.t('Loading registrations'),
    signal => registeredItems(services, target, signal),
    provisioningViewId,
  );
  if (items.length === 0) return 'none';

  const everyone = all === undefined ? [] : [{ label: all, registered: {} }];
  const picked = await pick<RegisteredItem | IdItem<'device'>>([...everyone, ...items], {
    placeHolder,
    matchOnDescription: true,
  });
  if (!picked || 'registered' in picked) return picked?.registered;

  const registrationId = await pickedId(picked);
  return registrationId === undefined ? undefined : { registrationId };
}

interface RegisteredItem extends vscode.QuickPickItem {
  readonly registered: Registered;
}

async function registeredItems(
  { hubs }: Services,
  target: EnrollmentTarget,
  signal: AbortSignal,
): Promise<readonly (RegisteredItem | IdItem<'device'>)[]> {
  const byHost = await hubsByHost(hubs);
  const states = await firstRegistrations(target, mostListed, signal);
  const items = states.map(state => ({
    label: state.registrationId,
    description: registrationWords(state, hostName => hubName(byHost, hostName)),
    registered: { registrationId: state.registrationId },
  }));
  if (items.length < mostListed) return items;
  return [...items, idItem('device', vscode.l10n.t('$(edit) Another device…'), firstListed(items.length))];
}
