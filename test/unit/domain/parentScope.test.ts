import { expect, test } from 'vitest';
import { parentOf } from '../../../src/domain/parentScope.ts';

const scope = 'ms-azure-iot-edge://gate-way-2-638012345';
const edge = { iotEdge: true };

test.each([
  ['a device below it, by its own scope', { deviceScope: scope }, 'gate-way-2'],
  ['a device below it, by its parents', { deviceScope: scope, parentScopes: [scope] }, 'gate-way-2'],
  ['an edge device below it', { capabilities: edge, deviceScope: 'own', parentScopes: [scope] }, 'gate-way-2'],
  ['an edge device of its own', { capabilities: edge, deviceScope: scope }, undefined],
  ['a device of its own', {}, undefined],
  ['a device that lost its parent', { deviceScope: '', parentScopes: [] }, undefined],
])('the parent of %s', (_, device, parent) => {
  expect(parentOf(device)).toBe(parent);
});
