import { expect, test } from 'vitest';
import type { DeviceMove } from '../../../src/domain/provisioning/deviceMove.ts';
import { DeviceMoves } from '../../../src/ui/support/provisioning/deviceMoves.ts';
import { MemoryState } from '../../vscode/memory.ts';

const moveOf = (id: string): DeviceMove => ({
  serviceId: 'local',
  address: { kind: 'group', id },
  reason: 'newCustomer',
  before: {},
  after: {},
  trigger: { kind: 'none' },
  devices: [],
  startedTime: '2026-11-28T09:00:00Z',
  state: 'stopped',
});

test('moves that two windows keep are there in both', async () => {
  const state = new MemoryState();
  const [one, other] = [new DeviceMoves(state), new DeviceMoves(state)];
  await one.keep(moveOf('doors'));
  await other.keep(moveOf('gates'));
  for (const id of ['doors', 'gates']) {
    const target = { service: { id: 'local' }, address: { kind: 'group', id } };
    expect(one.get(target as never), id).toEqual(moveOf(id));
  }
});
