import { expect, test } from 'vitest';
import { type SwapSide, planSwap } from '../../../../src/domain/resources/swap.ts';

const nic = (id: string) => ({ id, addressId: `${id}-address`, document: {} });
const side = (name: string, reachable: readonly string[], location = 'westeurope'): SwapSide => ({
  group: { id: name, name, location, tags: {}, state: 'Succeeded' },
  reachable: reachable.map(nic),
});

test('interfaces with a public address are paired in their order, and those without a partner are left alone', () => {
  const { addresses, alone } = planSwap(side('blue', ['a', 'b']), side('green', ['c']));

  expect(addresses.map(({ production, staging }) => [production.id, staging.id])).toEqual([['a', 'c']]);
  expect(alone.map(({ id }) => id)).toEqual(['b']);
});

test('addresses stay in their region', () => {
  const { addresses, alone } = planSwap(side('blue', ['a']), side('green', ['c'], 'northeurope'));

  expect(addresses).toEqual([]);
  expect(alone.map(({ id }) => id)).toEqual(['a', 'c']);
});
