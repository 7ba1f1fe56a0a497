import { expect, test } from 'vitest';
import { ProvisioningThrottle } from '../../../../src/localHub/provisioning/provisioningThrottle.ts';

const start = Date.parse('2026-11-20T10:00:00Z');

test('a device may ask five times in ten seconds how far its request is, whatever others do', () => {
  let now = start;
  const throttle = new ProvisioningThrottle(true, () => now);
  for (let count = 0; count < 5; count++) throttle.take('polls', 'door-1');

  expect(() => throttle.take('polls', 'DOOR-1')).toThrow(
    expect.objectContaining({ httpStatus: 429, retryAfterSeconds: 2 }),
  );
  throttle.take('polls', 'door-2');
  now += 2000;
  throttle.take('polls', 'door-1');
});

test('a service takes a thousand registrations in a minute', () => {
  const throttle = new ProvisioningThrottle(true, () => start);
  for (let count = 0; count < 1000; count++) throttle.take('registrations');

  expect(() => throttle.take('registrations')).toThrow(
    expect.objectContaining({ httpStatus: 429, retryAfterSeconds: 1 }),
  );
});

test('one without limits takes all', () => {
  const throttle = new ProvisioningThrottle(false, () => start);
  for (let count = 0; count < 2000; count++) throttle.take('registrations');
});
