import { expect, test } from 'vitest';
import type { DeviceRow } from '../../../../src/protocol/simulatorRun.ts';
import { DeviceChanges } from '../../../../src/ui/panels/deviceChanges.ts';

const connected: DeviceRow = { deviceId: 'door-017', state: 'connected', sent: 0, failed: 0 };

test('a device that only sends messages has not changed for others', () => {
  const changes = new DeviceChanges();

  expect(changes.take([connected])).toEqual(['door-017']);
  expect(changes.take([{ ...connected, sent: 5 }])).toEqual([]);
  expect(changes.take([{ ...connected, state: 'rebooting' }])).toEqual([]);
});

test('one that went, or answered a method, has', () => {
  const changes = new DeviceChanges();
  changes.take([connected]);

  expect(changes.take([{ ...connected, lastMethod: { name: 'lockDoor', atMs: 1 } }])).toEqual([]);
  expect(changes.take([{ ...connected, lastMethod: { name: 'lockDoor', status: 200, atMs: 2 } }])).toEqual([
    'door-017',
  ]);
  expect(changes.take([{ ...connected, state: 'restarting' }])).toEqual(['door-017']);
});

test('one whose hub knows it by another id is told of by that one', () => {
  const assignments = [{ hub: 'east', deviceId: 'gate', atMs: 1 }];

  expect(new DeviceChanges().take([{ ...connected, deviceId: 'serial-4711', assignments }])).toEqual(['gate']);
});
