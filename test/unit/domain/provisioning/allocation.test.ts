import { describe, expect, test } from 'vitest';
import { candidateHubs, type LinkedHub } from '../../../../src/domain/provisioning/candidateHubs.ts';
import { hubByHash, hubByLatency } from '../../../../src/domain/provisioning/chooseHub.ts';
import type {
  EnrollmentAllocation,
  EnrollmentGroup,
  IndividualEnrollment,
} from '../../../../src/domain/provisioning/enrollment.ts';

const hub = (hostName: string, allocationWeight = 1, applyAllocationPolicy = true): LinkedHub => ({
  hostName,
  allocationWeight,
  applyAllocationPolicy,
});
const linkedHubs = [hub('a'), hub('b'), hub('spare', 1, false)];

const candidates = (enrollment: EnrollmentAllocation) =>
  candidateHubs(enrollment, { allocationPolicy: 'hashed', linkedHubs });

describe('which hubs come into question', () => {
  test('all that take part in allocation, by the policy of the service', () => {
    expect(candidates({})).toEqual({ policy: 'hashed', hubs: [hub('a'), hub('b')] });
  });

  test('those that the enrollment names, by its own policy', () => {
    expect(candidates({ allocationPolicy: 'geoLatency', iotHubs: ['B', 'spare'] })).toEqual({
      policy: 'geoLatency',
      hubs: [hub('b'), hub('spare', 1, false)],
    });
  });

  test('the one hub that an older client names', () => {
    expect(candidates({ iotHubHostName: 'b' })).toEqual({ policy: 'static', hubs: [hub('b')] });
  });

  test.each<[EnrollmentAllocation, object]>([
    [{ iotHubs: ['elsewhere'] }, { kind: 'notLinked', hostName: 'elsewhere' }],
    [{ allocationPolicy: 'static' }, { kind: 'notOneHub', count: 0 }],
    [
      { allocationPolicy: 'static', iotHubs: ['a', 'b'] },
      { kind: 'notOneHub', count: 2 },
    ],
    [{ allocationPolicy: 'custom' }, { kind: 'noWebhook' }],
  ])('%j has a problem', (enrollment, problem) => {
    expect(candidates(enrollment)).toEqual(problem);
  });

  test('the same for a group as for a device of its own', () => {
    const same = {
      attestation: { type: 'symmetricKey' },
      provisioningStatus: 'enabled',
      allocationPolicy: 'static',
      iotHubs: ['a'],
    } as const;
    const individual: IndividualEnrollment = { registrationId: 'd', ...same };
    const group: EnrollmentGroup = { enrollmentGroupId: 'g', ...same };

    expect(candidates(individual)).toEqual({ policy: 'static', hubs: [hub('a')] });
    expect(candidates(group)).toEqual(candidates(individual));
  });

  test('none where no hub takes part', () => {
    const service = { allocationPolicy: 'hashed', linkedHubs: [hub('spare', 1, false)] } as const;
    expect(candidateHubs({}, service)).toEqual({ kind: 'noHub' });
  });
});

const ids = Array.from({ length: 10_000 }, (_, index) => `device-${index}`);
const share = (hubs: readonly LinkedHub[], hostName: string) =>
  ids.filter(id => hubByHash(hubs, id)?.hostName === hostName).length / ids.length;

describe('by hash', () => {
  test('hubs get devices by their weights', () => {
    const hubs = [hub('localhost:21000', 3), hub('localhost:21001', 1)];

    expect(share(hubs, 'localhost:21000')).toBeCloseTo(0.75, 1);
    expect(share(hubs, 'localhost:21001')).toBeCloseTo(0.25, 1);
  });

  test('a device gets the same hub in whatever order they are linked, and however its id is written', () => {
    for (const id of ids.slice(0, 50)) {
      const chosen = hubByHash([hub('a'), hub('b')], id);
      expect(hubByHash([hub('b'), hub('a')], id.toUpperCase())).toEqual(chosen);
    }
  });

  test('a hub that comes moves devices to itself alone', () => {
    const before = [hub('a'), hub('b')];
    const after = [...before, hub('c')];
    const moved = ids.filter(id => hubByHash(before, id) !== hubByHash(after, id));

    expect(new Set(moved.map(id => hubByHash(after, id)?.hostName))).toEqual(new Set(['c']));
    expect(moved.length / ids.length).toBeCloseTo(1 / 3, 1);
  });
});

describe('by latency', () => {
  const hubs = [hub('a'), hub('B'), hub('c')];

  test('the nearest hub is chosen, and one of unknown distance only after all others', () => {
    expect(
      hubByLatency(
        hubs,
        'd',
        new Map([
          ['a', 30],
          ['b', 10],
        ]),
      )?.hostName,
    ).toBe('B');
    expect(hubByLatency(hubs, 'd', new Map([['c', 1000]]))?.hostName).toBe('c');
  });

  test('hubs that are as near share the devices by hash', () => {
    for (const id of ids.slice(0, 50)) expect(hubByLatency(hubs, id, new Map())).toBe(hubByHash(hubs, id));
  });
});
