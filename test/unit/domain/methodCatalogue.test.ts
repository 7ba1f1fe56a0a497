import { expect, test } from 'vitest';
import { directMethodLimits } from '../../../src/domain/directMethod.ts';
import { builtInMethods } from '../../../src/domain/methodCatalogue.ts';

test('reboot and lock are sent as the tutorials send them', () => {
  expect(builtInMethods).toMatchObject([
    { methodName: 'rebootDevice', payload: { method_number: '42' }, responseTimeoutInSeconds: 60, confirm: true },
    { methodName: 'lockDoor', payload: { lockTime: '10m' }, responseTimeoutInSeconds: 60, confirm: true },
  ]);
});

test.each(builtInMethods)('$methodName keeps the limits of direct methods', method => {
  const { responseTimeoutInSeconds: response, connectTimeoutInSeconds: connect } = directMethodLimits;

  expect(method.responseTimeoutInSeconds).toBeGreaterThanOrEqual(response.least);
  expect(method.responseTimeoutInSeconds).toBeLessThanOrEqual(response.most);
  expect(method.connectTimeoutInSeconds).toBeGreaterThanOrEqual(connect.least);
  expect(method.connectTimeoutInSeconds).toBeLessThanOrEqual(connect.most);
});
