import * as vscode from 'vscode';
import type { EnrollmentAddress, EnrollmentKind } from '../../../domain/provisioning/enrollmentAddress.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import { type EnrollmentTarget, isEnrollment } from '../../support/provisioning/enrollmentTarget.ts';
import { enrollmentWords } from '../../support/provisioning/enrollmentWords.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import type { ProvisioningService } from '../../support/provisioning/provisioningService.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { firstListed, idItem, type IdItem, pickedId } from './idItem.ts';
import { provisioningServiceOf } from './pickProvisioningService.ts';

/** More are asked for by their ids. */
const mostListed = 500;

/** Which enrollments a command can be about. */
export interface EnrollmentChoice {
  /** Both if absent. */
  readonly kinds?: readonly EnrollmentKind[];
  /** Which of these; all if absent. */
  readonly fits?: (record: EnrollmentRecord) => boolean;
  /** Says that a service has none of them. */
  readonly none?: (serviceName: string) => string;
}

/** Those whose devices sign in with keys. */
export const enrollmentsWithKeys: EnrollmentChoice = {
  fits: ({ attestation }) => attestation === 'symmetricKey',
  none: name => vscode.l10n.t('{0} has no enrollment with keys yet.', name),
};

/** The one enrollment that a command is about. */
export async function enrollmentTarget(
  services: Services,
  node?: Partial<EnrollmentTarget>,
  choice: EnrollmentChoice = {},
): Promise<EnrollmentTarget | undefined> {
  if (isEnrollment(node)) return node;

  const service = await provisioningServiceOf(services, node);
  return service && pickEnrollment(services, service, choice);
}

/** The enrollments that a command is about: those that are selected if `node` is one of them, else `node`, else one. */
export async function enrollmentTargets(
  services: Services,
  node?: Partial<EnrollmentTarget>,
  selected: readonly unknown[] = [],
  choice: EnrollmentChoice = {},
): Promise<readonly EnrollmentTarget[]> {
  const targets = selected.filter(isEnrollment);
  if (targets.length > 0 && selected.includes(node)) return targets;

  const target = await enrollmentTarget(services, node, choice);
  return target ? [target] : [];
}

interface EnrollmentItem extends vscode.QuickPickItem {
  readonly address: EnrollmentAddress;
}

async function pickEnrollment(
  services: Services,
  service: ProvisioningService,
  choice: EnrollmentChoice,
): Promise<EnrollmentTarget | undefined> {
  const { kinds = ['group', 'individual'], none = noEnrollment } = choice;
  const items = await withProgress(
    services.waits,
    vscode.l10n.t('Loading enrollments'),
    async signal => {
      const byHost = await hubsByHost(services.hubs);
      return (await Promise.all(kinds.map(kind => itemsOf(service, { ...choice, kind, byHost }, signal)))).flat();
    },
    provisioningViewId,
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(none(service.name));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Enrollment of {0}', service.name);
  const picked = await pick(items, { placeHolder, matchOnDescription: true });
  if (!picked) return undefined;
  if ('address' in picked) return { service, address: picked.address };

  const id = await pickedId(picked);
  return id === undefined ? undefined : { service, address: { kind: picked.of, id } };
}

interface OfKind extends EnrollmentChoice {
  readonly kind: EnrollmentKind;
  readonly byHost: ReadonlyMap<string, Hub>;
}

async function itemsOf(
  service: ProvisioningService,
  { kind, fits = () => true, byHost }: OfKind,
  signal: AbortSignal,
): Promise<readonly (EnrollmentItem | IdItem<EnrollmentKind>)[]> {
  const { client } = await service.connect();
  const { items, next } = await client.listEnrollments(kind, { pageSize: mostListed }, signal);
  const known = items.filter(fits).map(record => ({
    label: record.address.id,
    description: `${kindWord(kind)} · ${enrollmentWords(record, byHost)}`,
    address: record.address,
  }));
  return next === undefined ? known : [...known, idItem(kind, otherLabel(kind), firstListed(items.length))];
}

function kindWord(kind: EnrollmentKind): string {
  return kind === 'group' ? vscode.l10n.t('group') : vscode.l10n.t('one device');
}

function otherLabel(kind: EnrollmentKind): string {
  return kind === 'group'
    ? vscode.l10n.t('$(edit) Another enrollment group…')
    : vscode.l10n.t('$(edit) Another individual enrollment…');
}

function noEnrollment(name: string): string {
  return vscode.l10n.t('{0} has no enrollment of this kind yet.', name);
}
