import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import type { EnrollmentAddress } from '../../src/domain/provisioning/enrollmentAddress.ts';
import { type Assignment, provisionDevice as ask } from '../../src/simulator/provisioning/provisionDevice.ts';
import type { ProvisioningService } from '../../src/ui/support/provisioning/provisioningService.ts';

/** A device of a group asks once for its hub, by the official client. */
export async function provisionDevice(
  service: ProvisioningService,
  group: EnrollmentAddress,
  registrationId: string,
): Promise<Assignment> {
  const { client, endpoint } = await service.connect();
  const { primaryKey } = await client.enrollmentKeys(group);
  const request = {
    hostName: endpoint.hostName,
    idScope: service.idScope ?? '',
    registrationId,
    proof: { symmetricKey: derivedKey(primaryKey, registrationId).reveal() },
    apiVersion: '2019-03-31',
    ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }),
  };
  return ask(request, new AbortController().signal);
}
