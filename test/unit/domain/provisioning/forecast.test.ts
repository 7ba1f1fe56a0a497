import { expect, test } from 'vitest';
import { type ForecastQuestion, forecastDevice, forecastTotals } from '../../../../src/domain/provisioning/forecast.ts';
import { policyName, policyNames, policyOf } from '../../../../src/domain/provisioning/reprovisionPolicies.ts';

const linkedHubs = ['east', 'west'].map(hostName => ({ hostName, allocationWeight: 1, applyAllocationPolicy: true }));
const toWest: ForecastQuestion = {
  enrollment: { allocationPolicy: 'static', iotHubs: ['west'], reprovisionPolicy: policyOf('migrate') ?? never() },
  service: { allocationPolicy: 'hashed', linkedHubs },
  knownHash: true,
  apiVersion: '2019-03-31',
};
const device = { registrationId: 'door-017', assignedHub: 'east' };

function never(): never {
  throw new Error('There is no such policy.');
}

test('a device that would get another hub moves, and its modules are lost', () => {
  const { currentHub, outcome } = forecastDevice(device, toWest);

  expect(currentHub).toBe('east');
  expect(outcome).toMatchObject({
    kind: 'decided',
    decision: {
      rule: 'migratePolicy',
      leaves: 'east',
      hubHostName: 'west',
      data: { tags: 'migrated', modules: 'lost' },
    },
  });
});

test('a device whose hub is not linked any more stays there and is refused, whatever the policy says', () => {
  const service = { ...toWest.service, linkedHubs: linkedHubs.filter(({ hostName }) => hostName === 'west') };

  expect(forecastDevice(device, { ...toWest, service })).toEqual({
    registrationId: 'door-017',
    currentHub: 'east',
    outcome: { kind: 'refused', problem: { kind: 'currentNotLinked', hostName: 'east' } },
  });
});

test('where the hash is not known, a device may get any of the hubs', () => {
  const question = {
    ...toWest,
    enrollment: { reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: true } },
  };

  expect(forecastDevice(device, question).outcome.kind).toBe('decided');
  expect(forecastDevice(device, { ...question, knownHash: false }).outcome).toMatchObject({
    kind: 'open',
    by: 'hash',
    possible: [{ hubHostName: 'east' }, { hubHostName: 'west' }],
  });
});

test('where the latencies are known, so is the nearest hub', () => {
  const question = {
    ...toWest,
    enrollment: { ...toWest.enrollment, iotHubs: [], allocationPolicy: 'geoLatency' },
  } as const;
  const latenciesMs = new Map(Object.entries({ east: 30, west: 5 }));

  expect(forecastDevice(device, question).outcome).toMatchObject({ kind: 'open', by: 'latency' });
  expect(forecastDevice(device, { ...question, latenciesMs }).outcome).toMatchObject({
    kind: 'decided',
    decision: { hubHostName: 'west', leaves: 'east' },
  });
});

test('a policy that keeps devices where they are leaves nothing open', () => {
  const enrollment = {
    allocationPolicy: 'geoLatency',
    reprovisionPolicy: { updateHubAssignment: false, migrateDeviceData: false },
  } as const;

  expect(forecastDevice(device, { ...toWest, enrollment }).outcome).toMatchObject({
    kind: 'decided',
    decision: { rule: 'neverPolicy', hubHostName: 'east' },
  });
});

test('what allocation cannot do is a refusal', () => {
  const enrollment = { ...toWest.enrollment, iotHubs: ['north'] };

  expect(forecastDevice(device, { ...toWest, enrollment }).outcome).toEqual({
    kind: 'refused',
    problem: { kind: 'notLinked', hostName: 'north' },
  });
});

test('forecasts are counted by what becomes of the devices', () => {
  const stays = { registrationId: 'door-018', assignedHub: 'west' };

  expect(forecastTotals([forecastDevice(device, toWest), forecastDevice(stays, toWest)])).toEqual({
    moving: 1,
    staying: 1,
    resetting: 0,
    open: 0,
    refused: 0,
  });
});

test('a device that stays and is reset is not counted among those that keep what they have', () => {
  const reset = { ...toWest.enrollment, reprovisionPolicy: policyOf('reset') ?? never() };
  const stays = forecastDevice({ ...device, assignedHub: 'west' }, { ...toWest, enrollment: reset });

  expect(forecastTotals([stays])).toMatchObject({ staying: 0, resetting: 1 });
});

test('each policy has the name that is read in it', () => {
  expect(policyNames.map(name => policyName(policyOf(name)))).toEqual(policyNames);
});
