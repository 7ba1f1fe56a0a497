import { expect, test } from 'vitest';
import { neededAccess } from '../../../src/azure/iotHub/neededAccess.ts';

test.each([
  ['GET', '/devices/door?api-version=2021-04-12', 'RegistryRead', 'IoT Hub Data Reader'],
  ['PUT', '/devices/door?api-version=2021-04-12', 'RegistryWrite', 'IoT Hub Registry Contributor'],
  ['POST', '/devices?api-version=2021-04-12', 'RegistryWrite', 'IoT Hub Registry Contributor'],
  ['DELETE', '/devices/door/modules/camera', 'RegistryWrite', 'IoT Hub Registry Contributor'],
  ['POST', '/devices/query?api-version=2021-04-12', 'ServiceConnect', 'IoT Hub Data Reader'],
  ['GET', '/twins/door', 'ServiceConnect', 'IoT Hub Data Reader'],
  ['PATCH', '/twins/door/modules/camera', 'ServiceConnect', 'IoT Hub Twin Contributor'],
  ['POST', '/twins/door/methods', 'ServiceConnect', 'IoT Hub Data Contributor'],
  ['GET', '/statistics/service', 'ServiceConnect', 'IoT Hub Data Reader'],
  ['GET', '/statistics/devices', 'RegistryRead', 'IoT Hub Data Reader'],
  ['PUT', '/jobs/v2/nightly', 'RegistryWrite', 'IoT Hub Data Contributor'],
  ['GET', '/jobs/v2/query', 'RegistryRead', 'IoT Hub Data Reader'],
] as const)('%s %s takes %s, or the role %s', (method, path, right, role) => {
  expect(neededAccess({ method, path })).toEqual({ right, role });
});
