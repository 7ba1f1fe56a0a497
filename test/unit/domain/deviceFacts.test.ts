import { expect, test } from 'vitest';
import { type DeviceTwin, neverTime } from '../../../src/domain/device.ts';
import { deviceFacts } from '../../../src/domain/deviceFacts.ts';

const lockedAt = (lockedTime: string) => ({ doorLock: { lockedTime } });

test('a device that was locked last is locked', () => {
  const facts = deviceFacts(
    twin({ reported: { rebootTime: '2026-11-20 10:00:00', ...lockedAt('2026-11-20T10:42:00Z') } }),
    false,
  );

  expect(facts).toEqual({ state: 'locked', newest: { kind: 'locked', time: '2026-11-20T10:42:00Z' } });
});

test('a reboot after the lock is the newer fact', () => {
  const facts = deviceFacts(
    twin({ reported: { rebootTime: '2026-11-21 10:00:00', ...lockedAt('2026-11-20T10:42:00Z') } }),
    false,
  );

  expect(facts).toEqual({ state: 'connected', newest: { kind: 'rebooted', time: '2026-11-21 10:00:00' } });
});

test('of a device that is gone, when it was last seen', () => {
  expect(
    deviceFacts(twin({ connectionState: 'Disconnected', lastActivityTime: '2026-11-20T09:00:00Z' }), false),
  ).toEqual({ state: 'disconnected', newest: { kind: 'lastSeen', time: '2026-11-20T09:00:00Z' } });
});

test.each([neverTime, '0001-01-01T00:00:00.0000000Z'])('%s is never, and no fact', lastActivityTime => {
  expect(deviceFacts(twin({ connectionState: 'Disconnected', lastActivityTime }), false)).toEqual({
    state: 'disconnected',
  });
});

test('a time that is no date is older than all that are', () => {
  const { newest } = deviceFacts(
    twin({ reported: { rebootTime: 'soon', ...lockedAt('1999-01-01T00:00:00Z') } }),
    false,
  );

  expect(newest?.kind).toBe('locked');
});

test('disabled counts before rebooting, and rebooting before all else', () => {
  expect(deviceFacts(twin({ status: 'disabled' }), true).state).toBe('disabled');
  expect(deviceFacts(twin({ connectionState: 'Disconnected' }), true).state).toBe('rebooting');
});

function twin(members: Partial<DeviceTwin>): DeviceTwin {
  return {
    deviceId: 'door-017',
    etag: 'AAAAAAAAAAE=',
    status: 'enabled',
    connectionState: 'Connected',
    lastActivityTime: neverTime,
    tags: {},
    desired: {},
    reported: {},
    ...members,
  };
}
