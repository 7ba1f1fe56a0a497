import type { ProvisioningServiceClient } from 'azure-iot-provisioning-service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalHub } from '../support/localHub.ts';
import { type Assignment, claimApiVersion, provision, provisioningTransports } from '../support/provisioningDevice.ts';
import { SdkDevice } from '../support/sdkDevice.ts';
import { Webhook } from '../support/webhook.ts';
import { type DeviceOnHub, deviceOn, enrollmentOf } from './provisioning.ts';

const policies = {
  migrate: { updateHubAssignment: true, migrateDeviceData: true },
  reset: { updateHubAssignment: true, migrateDeviceData: false },
  never: { updateHubAssignment: false, migrateDeviceData: false },
  none: undefined,
} as const;
type PolicyName = keyof typeof policies;

const apiVersions = { old: '2018-04-01', new: '2019-03-31' } as const;
type Age = keyof typeof apiVersions;

const allocations = ['static', 'hashed', 'geoLatency', 'custom'] as const;

interface Case {
  readonly registrationId: string;
  readonly policy: PolicyName;
  readonly age: Age;
  readonly allocation: (typeof allocations)[number];
  readonly changed: boolean;
}

interface Outcome {
  readonly first: Assignment;
  readonly again: Assignment;
  readonly east: DeviceOnHub | undefined;
  readonly west: DeviceOnHub | undefined;
}

function casesOf(age: Age): readonly Case[] {
  return (Object.keys(policies) as PolicyName[]).flatMap(policy =>
    allocations.flatMap(allocation =>
      [true, false].map(changed => {
        const registrationId = `${policy}-${age}-${allocation}-${changed ? 'other' : 'same'}-hub`;
        return { registrationId, policy, age, allocation, changed };
      }),
    ),
  );
}

const initialTwin = { tags: { from: 'enrollment' }, properties: { desired: { interval: 5 } } };
/** The twin as it is at the beginning, and as it is after a while. */
const begun = { tags: { from: 'enrollment' }, desired: { interval: 5 }, reported: {} };
const used = { tags: { from: 'enrollment', site: 'a' }, desired: { interval: 60 }, reported: { firmware: 2 } };
const modules = ['camera'];

/** What the documentation of reprovisioning says of each case. */
function expected({ policy, age, changed }: Case): Omit<Outcome, 'first' | 'again'> & { readonly substatus: string } {
  const sticks = policy === 'never' || (policy === 'none' && age === 'old');
  const reset = policy === 'reset';
  if (!sticks && changed) {
    const west = { ...(reset ? begun : used), modules: [] };
    return { east: undefined, west, substatus: reset ? 'deviceDataReset' : 'deviceDataMigrated' };
  }
  return {
    east: { ...(reset ? begun : used), modules },
    west: undefined,
    substatus: reset ? 'deviceDataReset' : 'reprovisionedToInitialAssignment',
  };
}

const key = Buffer.alloc(32, 1).toString('base64');
let hub: LocalHub;
let webhook: Webhook;
let enrollments: ProvisioningServiceClient;
/** The hubs that the webhook gives, by registration id. */
const chosen = new Map<string, string>();

beforeAll(async () => {
  hub = await LocalHub.start({ args: ['--hub', 'east', '--hub', 'west', '--dps', 'contoso'] });
  enrollments = hub.provisioningServiceClient();
  webhook = await Webhook.start(({ deviceRuntimeContext: { registrationId } }) => ({
    body: { iotHubHostName: chosen.get(registrationId) },
  }));
});

afterAll(async () => {
  await webhook[Symbol.asyncDispose]();
  await hub.end();
});

describe.each(Object.keys(apiVersions) as Age[])('devices with the %s API', age => {
  const cases = casesOf(age);
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    claimApiVersion(apiVersions[age]);
    await Promise.all(cases.map(async (each, index) => outcomes.set(each.registrationId, await play(each, index))));
  }, 180_000);

  test.each(cases)('$registrationId', each => {
    const outcome = outcomes.get(each.registrationId);
    const { substatus, east, west } = expected(each);

    expect(outcome?.first).toMatchObject({ assignedHub: hub.named('east').hostName, substatus: 'initialAssignment' });
    expect(outcome?.again).toMatchObject({
      assignedHub: hub.named(west ? 'west' : 'east').hostName,
      deviceId: each.registrationId,
      status: 'assigned',
      substatus,
    });
    expect(outcome?.east).toEqual(east);
    expect(outcome?.west).toEqual(west);
  });
});

/** A device gets hub "east", is used there, and asks again when its enrollment says another hub, or the same. */
async function play(each: Case, index: number): Promise<Outcome> {
  const { registrationId } = each;
  const transport = provisioningTransports[index % provisioningTransports.length] ?? 'mqtt';
  const ask = () => provision(hub, { registrationId, proof: { key }, transport });
  const { responseBody: enrollment } = await enrollments.createOrUpdateIndividualEnrollment(
    enrollmentOf(registrationId, key, settingsOf(each, 'east')),
  );
  const first = await ask();
  await use(registrationId);
  await enrollments.createOrUpdateIndividualEnrollment({
    ...enrollment,
    ...settingsOf(each, each.changed ? 'west' : 'east'),
  });
  const again = await ask();

  return {
    first,
    again,
    east: await deviceOn(hub, 'east', registrationId),
    west: await deviceOn(hub, 'west', registrationId),
  };
}

/** What an enrollment says so that its device gets this hub. */
function settingsOf({ registrationId, policy, allocation }: Case, hubName: string): object {
  const { hostName } = hub.named(hubName);
  chosen.set(registrationId, hostName);
  const reprovisionPolicy = policies[policy];
  return {
    initialTwin,
    allocationPolicy: allocation,
    ...(reprovisionPolicy ? { reprovisionPolicy } : {}),
    ...(allocation === 'custom'
      ? { customAllocationDefinition: { webhookUrl: webhook.url, apiVersion: '2021-10-01' } }
      : { iotHubs: [hostName] }),
  };
}

/** A tag, a desired and a reported property and a module come to the device on hub "east". */
async function use(deviceId: string): Promise<void> {
  const east = hub.named('east');
  const registry = hub.registry(east);
  await registry.updateTwin(deviceId, { tags: { site: 'a' }, properties: { desired: { interval: 60 } } }, '*');
  await registry.addModule({ deviceId, moduleId: 'camera' });
  await using device = await SdkDevice.open(
    hub,
    `HostName=${east.hostName};DeviceId=${deviceId};SharedAccessKey=${key}`,
  );
  await device.report(await device.client.getTwin(), { firmware: 2 });
}
