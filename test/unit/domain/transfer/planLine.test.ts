import { describe, expect, test } from 'vitest';
import type { DeviceTwin } from '../../../../src/domain/device.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import {
  type BulkEntry,
  type PlannedLine,
  bulkEntries,
  needsIdentity,
} from '../../../../src/domain/transfer/bulkEntry.ts';
import { type ImportMode, importModes } from '../../../../src/domain/transfer/importMode.ts';
import { planLine } from '../../../../src/domain/transfer/planLine.ts';

const twin: DeviceTwin = {
  deviceId: 'door',
  etag: 'AAAAAAAAAAI=',
  deviceEtag: 'MQ==',
  status: 'enabled',
  connectionState: 'Disconnected',
  lastActivityTime: '0001-01-01T00:00:00Z',
  authenticationType: 'sas',
  tags: { floor: '3', room: { number: 7, side: 'left' } },
  desired: { interval: 5, $metadata: {}, $version: 4 },
  reported: {},
};
const device = { id: 'door', tags: { floor: '4', room: { number: 7 } } } as const;
const key = new Secret(Buffer.alloc(32, 'k').toString('base64'));

describe('a line by its mode', () => {
  test.each([
    ['create', 'create'],
    ['createOrUpdate', 'create'],
    ['createOrUpdateIfMatchETag', 'create'],
    ['update', 'missing'],
    ['updateIfMatchETag', 'missing'],
    ['delete', 'missing'],
    ['deleteIfMatchETag', 'missing'],
    ['updateTwin', 'missing'],
    ['updateTwinIfMatchETag', 'missing'],
  ] as const)('%s of a device that does not exist: %s', (mode, expected) => {
    const plan = planLine(device, mode, undefined);

    expect(plan.kind === 'refused' ? plan.reason : plan.kind).toBe(expected);
  });

  test.each([
    ['create', 'exists', 'exists'],
    ['createOrUpdate', 'change', 'change'],
    ['createOrUpdateIfMatchETag', 'change', 'etagMismatch'],
    ['update', 'change', 'change'],
    ['updateIfMatchETag', 'change', 'etagMismatch'],
    ['delete', 'delete', 'delete'],
    ['deleteIfMatchETag', 'delete', 'etagMismatch'],
    ['updateTwin', 'change', 'change'],
    ['updateTwinIfMatchETag', 'change', 'twinEtagMismatch'],
  ] as const)('%s of a device that exists: %s with its etag, %s with another', (mode, matching, other) => {
    const plan = (eTag: string, twinETag: string) => {
      const planned = planLine({ ...device, eTag, twinETag }, mode, { twin });
      return planned.kind === 'refused' ? planned.reason : planned.kind;
    };

    expect([plan('MQ==', twin.etag), plan('b3RoZXI=', 'b3RoZXI=')]).toEqual([matching, other]);
  });

  test.each(importModes.filter(mode => mode.endsWith('IfMatchETag')))('%s without an etag is refused', mode => {
    expect(planLine(device, mode, { twin })).toEqual({ kind: 'refused', reason: 'noETag' });
  });
});

describe('the changes of a line', () => {
  test('are told member by member, and only those that it has', () => {
    expect(planLine({ ...device, status: 'disabled' }, 'createOrUpdate', { twin })).toEqual({
      kind: 'change',
      identity: [{ member: 'status', before: 'enabled', after: 'disabled' }],
      twin: [
        { member: 'tags.floor', before: '3', after: '4' },
        { member: 'tags.room.side', before: 'left' },
      ],
    });
  });

  test('are none if the line says what the hub has, with or without what the hub writes itself', () => {
    const { tags, desired } = twin;
    const same = { id: 'door', status: 'enabled', authentication: { type: 'sas' }, tags, desired } as const;

    expect(planLine(same, 'update', { twin })).toEqual({ kind: 'unchanged' });
    expect(planLine({ ...same, desired: { interval: 5 } }, 'update', { twin })).toEqual({ kind: 'unchanged' });
  });

  test('count keys that nobody read as different, and never show them', () => {
    const plan = planLine({ id: 'door', authentication: { type: 'sas', primaryKey: key } }, 'update', { twin });

    expect(plan).toEqual({ kind: 'change', identity: [{ member: 'primary key' }], twin: [] });
  });
});

describe('the requests of a line', () => {
  test('write the identity first and the twin after it, with null for what goes', () => {
    expect(entriesOf({ tags: device.tags, status: 'disabled' }, 'update')).toEqual([
      {
        mode: 'update',
        device: { id: 'door', status: 'disabled', capabilities: { iotEdge: false }, parentScopes: [] },
      },
      { mode: 'updateTwin', device: { id: 'door', tags: { floor: '4', room: { number: 7, side: null } } } },
    ]);
  });

  test('leave the identity alone if only the twin differs: an update without keys would make new ones', () => {
    expect(entriesOf({ tags: {}, authentication: { type: 'sas' } }, 'createOrUpdate').map(({ mode }) => mode)).toEqual([
      'updateTwin',
    ]);
  });

  test('carry the etag of what they change', () => {
    expect(entriesOf({ eTag: 'MQ==' }, 'deleteIfMatchETag')).toEqual([
      { mode: 'delete', device: { id: 'door' }, ifMatch: 'MQ==' },
    ]);
    expect(entriesOf({ twinETag: twin.etag, tags: {} }, 'updateTwinIfMatchETag')).toMatchObject([
      { mode: 'updateTwin', ifMatch: twin.etag },
    ]);
  });

  test('need the keys of the hub if the line has none and the identity changes', () => {
    expect(needs({ status: 'disabled' })).toBe(true);
    expect(needs({ tags: {} })).toBe(false);
    expect(needs({ authentication: { type: 'sas', primaryKey: key, secondaryKey: key } })).toBe(false);
  });
});

function planned(line: object, mode: ImportMode): PlannedLine {
  const asked = { id: 'door', importMode: mode, ...line };
  return { line: 1, device: asked, plan: planLine(asked, mode, { twin }), known: { twin } };
}

function entriesOf(line: object, mode: ImportMode): readonly BulkEntry[] {
  return bulkEntries(planned(line, mode));
}

function needs(line: object): boolean {
  return needsIdentity(planned(line, 'update'));
}
