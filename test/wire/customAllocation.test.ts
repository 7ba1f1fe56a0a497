import type { ProvisioningServiceClient } from 'azure-iot-provisioning-service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askWebhook } from '../../src/localHub/provisioning/customAllocation.ts';
import { LocalHub } from '../support/localHub.ts';
import { provision, provisioningTransports } from '../support/provisioningDevice.ts';
import { Webhook, type WebhookAnswer } from '../support/webhook.ts';
import { deviceOn, enrollmentOf, refusalOf } from './provisioning.ts';

const key = Buffer.alloc(32, 1).toString('base64');

let hub: LocalHub;
let enrollments: ProvisioningServiceClient;

beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'] });
  enrollments = hub.provisioningServiceClient();
});

afterAll(() => hub.end());

function enroll(registrationId: string, webhookUrl: string, settings: object = {}) {
  const customAllocationDefinition = { webhookUrl, apiVersion: '2021-10-01' };
  return enrollments.createOrUpdateIndividualEnrollment(
    enrollmentOf(registrationId, key, { allocationPolicy: 'custom', customAllocationDefinition, ...settings }),
  );
}

test.each(provisioningTransports)(
  'over %s a webhook gets what the device sends, and its answer reaches the device',
  async transport => {
    const registrationId = `asks-${transport}`;
    const west = hub.named('west').hostName;
    await using webhook = await Webhook.start(() => ({ body: { iotHubHostName: west, payload: { welcome: true } } }));
    await enroll(registrationId, webhook.url);
    const ask = () => provision(hub, { registrationId, proof: { key }, transport, payload: { model: 7 } });

    expect(await ask()).toMatchObject({ assignedHub: west, payload: { welcome: true } });
    await ask();
    const hubs = hub.ready.hubs.map(({ hostName }) => hostName);
    expect(webhook.asked.get(registrationId)).toEqual([
      {
        individualEnrollment: expect.objectContaining({ registrationId, attestation: { type: 'symmetricKey' } }),
        deviceRuntimeContext: { registrationId, symmetricKey: {}, payload: { model: 7 } },
        linkedHubs: hubs,
      },
      {
        individualEnrollment: expect.objectContaining({ registrationId }),
        deviceRuntimeContext: {
          registrationId,
          currentIotHubHostName: west,
          currentDeviceId: registrationId,
          symmetricKey: {},
          payload: { model: 7 },
        },
        linkedHubs: hubs,
      },
    ]);
  },
);

test('a twin that the webhook gives comes before that of the enrollment, and before what would be migrated', async () => {
  let chosen = 'east';
  await using webhook = await Webhook.start(() => ({
    body: {
      iotHubHostName: hub.named(chosen).hostName,
      initialTwin: { tags: { from: 'webhook' }, properties: { desired: { hub: chosen } } },
    },
  }));
  await enroll('twin', webhook.url, {
    initialTwin: { tags: { from: 'enrollment' } },
    reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: true },
  });

  await provision(hub, { registrationId: 'twin', proof: { key } });
  expect(await deviceOn(hub, 'east', 'twin')).toMatchObject({ tags: { from: 'webhook' }, desired: { hub: 'east' } });

  chosen = 'west';
  const again = await provision(hub, { registrationId: 'twin', proof: { key } });
  expect(again.substatus).toBe('deviceDataReset');
  expect(await deviceOn(hub, 'west', 'twin')).toMatchObject({ tags: { from: 'webhook' }, desired: { hub: 'west' } });
  expect(await deviceOn(hub, 'east', 'twin')).toBeUndefined();
});

test('a device is shown as assigning for as long as its webhook thinks', async () => {
  const asked = Promise.withResolvers<void>();
  const decided = Promise.withResolvers<void>();
  await using webhook = await Webhook.start(async () => {
    asked.resolve();
    await decided.promise;
    return { body: { iotHubHostName: hub.named('east').hostName } };
  });
  await enroll('thinks', webhook.url);

  const provisioned = provision(hub, { registrationId: 'thinks', proof: { key } });
  await asked.promise;
  const { responseBody: state } = await enrollments.getDeviceRegistrationState('thinks');
  expect(state).toMatchObject({ registrationId: 'thinks', status: 'assigning' });
  const { responseBody: enrollment } = await enrollments.getIndividualEnrollment('thinks');
  expect(enrollment.registrationState).toMatchObject({ status: 'assigning' });

  decided.resolve();
  expect(await provisioned).toMatchObject({ status: 'assigned' });
});

describe.concurrent('a webhook that gives no hub fails the registration:', () => {
  test.each<[string, WebhookAnswer, number]>([
    ['it fails', { status: 500, body: {} }, 400204],
    ['it answers with no object', { body: 'east' }, 400204],
    ['it refuses the service', { status: 401, body: {} }, 400206],
    ['it names no hub', { body: { payload: {} } }, 400205],
    ['its twin breaks a limit', { body: { iotHubHostName: 'x', initialTwin: { tags: { 'a.b': 1 } } } }, 400204],
    ['it names a hub that is not linked', { body: { iotHubHostName: 'localhost:1' } }, 400202],
  ])('%s', async (what, answer, errorCode) => {
    const registrationId = what.replaceAll(' ', '-');
    await using webhook = await Webhook.start(() => answer);
    await enroll(registrationId, webhook.url);

    await expect(provision(hub, { registrationId, proof: { key } })).rejects.toMatchObject({
      name: 'ProvisioningRegistrationFailedError',
      result: { status: 'failed', registrationState: { errorCode, errorMessage: expect.any(String) } },
    });
    const { responseBody: state } = await enrollments.getDeviceRegistrationState(registrationId);
    expect(state).toMatchObject({ status: 'failed', errorCode });
    expect(await deviceOn(hub, 'east', registrationId)).toBeUndefined();
  });

  test('it is not there', async () => {
    await using webhook = await Webhook.start(() => ({ body: {} }));
    const { url } = webhook;
    await webhook[Symbol.asyncDispose]();
    await enroll('gone', url);

    await expect(provision(hub, { registrationId: 'gone', proof: { key } })).rejects.toMatchObject({
      result: { registrationState: { errorCode: 400204 } },
    });
  });
});

test('a webhook that never answers has failed once its time is over, which is said', async () => {
  const never = Promise.withResolvers<WebhookAnswer>();
  await using webhook = await Webhook.start(() => never.promise);
  const { signal } = new AbortController();
  const request = { deviceRuntimeContext: { registrationId: 'waits' }, linkedHubs: [] };

  await expect(askWebhook({ webhookUrl: webhook.url, apiVersion: '2021-10-01' }, request, signal, 1)).rejects.toThrow(
    'The custom allocation webhook failed: it took too long to answer.',
  );
  never.resolve({ body: {} });
});

test('a failed request leaves a device on the hub that it had', async () => {
  let body: object = { iotHubHostName: hub.named('east').hostName };
  await using webhook = await Webhook.start(() => ({ body }));
  await enroll('unlucky', webhook.url);
  await provision(hub, { registrationId: 'unlucky', proof: { key } });

  body = {};
  await expect(provision(hub, { registrationId: 'unlucky', proof: { key } })).rejects.toThrow();
  const { responseBody: state } = await enrollments.getDeviceRegistrationState('unlucky');
  expect(state).toMatchObject({ status: 'failed', assignedHub: hub.named('east').hostName });
  expect(await deviceOn(hub, 'east', 'unlucky')).toBeDefined();
  expect(await refusalOf(enrollments.getDeviceRegistrationState('nobody'))).toEqual({ status: 404, errorCode: 404203 });
});
