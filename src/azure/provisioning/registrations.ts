import type { Page, PageRequest } from '../../domain/page.ts';
import type { RegistrationState } from '../../domain/provisioning/enrollment.ts';
import { unlessDone } from '../iotHub/unlessDone.ts';
import type { ProvisioningCalls } from './provisioningCalls.ts';
import { readPage } from './queryPage.ts';
import { readRegistration } from './registrationAnswer.ts';

export async function listRegistrations(
  calls: ProvisioningCalls,
  groupId: string,
  { pageSize, after }: PageRequest,
  signal?: AbortSignal,
): Promise<Page<RegistrationState>> {
  const all = { query: 'SELECT * FROM enrollments' };
  return calls.run({
    subject: { enrollment: groupId },
    signal,
    send: ({ client }) =>
      readPage(
        client.createEnrollmentGroupDeviceRegistrationStateQuery(all, groupId, pageSize),
        after,
        readRegistration,
      ),
  });
}

export async function getRegistration(
  calls: ProvisioningCalls,
  registrationId: string,
  signal?: AbortSignal,
): Promise<RegistrationState> {
  return calls.run({
    subject: { registrationId },
    signal,
    async send({ client }) {
      const { responseBody } = await client.getDeviceRegistrationState(registrationId);
      return readRegistration(responseBody);
    },
  });
}

export async function deleteRegistration(
  calls: ProvisioningCalls,
  registrationId: string,
  signal?: AbortSignal,
): Promise<void> {
  await calls.run({
    subject: { registrationId },
    signal,
    async send({ client }, { mayRepeat }) {
      await unlessDone(client.deleteDeviceRegistrationState(registrationId), mayRepeat && 404);
    },
  });
}
