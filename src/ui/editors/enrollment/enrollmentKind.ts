import * as vscode from 'vscode';
import { HubError } from '../../../domain/hubError.ts';
import { documentText } from '../../../domain/provisioning/enrollmentDocument.ts';
import type { ProvisioningClient } from '../../../domain/provisioning/provisioningClient.ts';
import type { Hubs } from '../../support/hub/hubs.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { findKnownHubs } from '../../support/provisioning/knownHubs.ts';
import type { ProvisioningServices } from '../../support/provisioning/provisioningServices.ts';
import type { EtaggedKind } from '../etagged/etaggedKind.ts';
import { enrollmentRefusals, linkRefusals } from './enrollmentRefusals.ts';
import { enrollmentOfUri, enrollmentScheme, enrollmentUri } from './enrollmentUri.ts';

/** Enrollments as documents. */
export function enrollmentKind(hubs: Hubs, services: ProvisioningServices): EtaggedKind<EnrollmentTarget> {
  return {
    scheme: enrollmentScheme,
    uriOf: enrollmentUri,
    targetOf: uri => enrollmentOfUri(services, uri),
    nameOf: ({ address }) => address.id,
    text: documentText,
    async read(target, signal) {
      const client = await clientOf(target);
      return (await client.getEnrollment(target.address, signal)).document;
    },
    async create(target, content) {
      const client = await clientOf(target);
      return (await client.createEnrollment(target.address, content)).document;
    },
    async replace(target, content, etag) {
      const client = await clientOf(target);
      return (await client.replaceEnrollment(target.address, content, etag)).document;
    },
    isConflict: error => HubError.is(error, 'enrollmentChanged'),
    refusals: ({ address }, edited) => enrollmentRefusals(address, edited),
    async askedRefusals({ service }, edited) {
      // Where only a resource manager would know, the service decides.
      if (!service.managed || !service.available) return [];
      const { hubs: linked } = await findKnownHubs(hubs, service, new AbortController().signal);
      return linkRefusals(
        edited,
        linked.map(({ hostName }) => hostName),
      );
    },
    words: {
      gone: vscode.l10n.t('This provisioning service is no longer in the list. Add it again.'),
      changed: vscode.l10n.t(
        'Somebody else changed this enrollment. Nothing is saved yet: compare, then save again to put yours in its place, or revert to take theirs.',
      ),
      notByItself: vscode.l10n.t(
        'An enrollment is not saved automatically, as devices that ask would follow what is half typed. Save it yourself.',
      ),
    },
  };
}

async function clientOf({ service }: EnrollmentTarget): Promise<ProvisioningClient> {
  return (await service.connect()).client;
}
