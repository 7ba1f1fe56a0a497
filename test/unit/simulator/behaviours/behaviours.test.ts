import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../src/domain/json.ts';
import { doorLockedTime } from '../../../../src/domain/doorLock.ts';
import { lastReboot } from '../../../../src/domain/lastReboot.ts';
import { builtInMethods } from '../../../../src/domain/methodCatalogue.ts';
import { defaultSimulationSettings } from '../../../../src/protocol/simulatorRun.ts';
import type { CalledDevice, MethodAnswer } from '../../../../src/simulator/behaviours/behaviour.ts';
import { behaviours } from '../../../../src/simulator/behaviours/behaviours.ts';
import { pythonDateTime } from '../../../../src/simulator/behaviours/pythonDateTime.ts';
import { answerUnknownMethod } from '../../../../src/simulator/behaviours/unknownMethod.ts';

const now = new Date(2026, 10, 20, 9, 5, 7, 42);

describe('rebootDevice', () => {
  test('waits 20 s, reports rebootTime, answers as in the tutorial, and only then restarts', async () => {
    const { steps } = await call('rebootDevice', { method_number: '42' });

    expect(steps).toEqual([
      'begins to reboot',
      'waits 20000 ms',
      'reports {"rebootTime":"2026-11-20 09:05:07.042000"}',
      'answers 200 {"Response":"This is the response from the device"}',
      'restarts',
    ]);
  });

  test('reports a time that the tree understands', async () => {
    const { reported } = await call('rebootDevice', null);

    expect(lastReboot(reported)).toBe('2026-11-20 09:05:07.042000');
  });
});

describe('lockDoor', () => {
  test('answers as in the tutorial and says in its twin when and for how long it was locked', async () => {
    const { steps, reported } = await call('lockDoor', { lockTime: '10m' });

    expect(steps.at(-1)).toBe('answers 200 {"Response":"lockDoor called successfully"}');
    expect(reported).toEqual({ doorLock: { lockedTime: now.toISOString(), lockTime: '10m' } });
    expect(doorLockedTime(reported)).toBe(now.toISOString());
  });

  test('takes a call without a payload', async () => {
    const { reported } = await call('lockDoor', null);

    expect(reported).toEqual({ doorLock: { lockedTime: now.toISOString(), lockTime: null } });
  });
});

describe('reboot', () => {
  test('answers at once, reports lastReboot and restarts', async () => {
    const { steps, reported } = await call('reboot', null);

    expect(steps[0]).toBe('answers 200 "Reboot started"');
    expect(steps.at(-1)).toBe('restarts');
    expect(lastReboot(reported)).toBe(now.toISOString());
  });
});

describe('firmwareUpdate', () => {
  test('reports its way through the steps of the tutorial, 4 s each', async () => {
    const { steps } = await call('firmwareUpdate', { fwPackageUri: 'https://example.com/firmware' });
    const time = now.toISOString();

    expect(steps).toEqual([
      'answers 200 "Firmware update started."',
      `reports {"iothubDM":{"firmwareUpdate":{"status":"downloading","startedDownloadingTime":"${time}"}}}`,
      'waits 4000 ms',
      `reports {"iothubDM":{"firmwareUpdate":{"status":"download complete","downloadCompleteTime":"${time}"}}}`,
      'waits 4000 ms',
      `reports {"iothubDM":{"firmwareUpdate":{"status":"applying","startedApplyingImage":"${time}"}}}`,
      'waits 4000 ms',
      `reports {"iothubDM":{"firmwareUpdate":{"status":"apply firmware image complete","lastFirmwareUpdate":"${time}"}}}`,
    ]);
  });

  test.each([{ fwPackageUri: 'http://example.com' }, { fwPackageUri: 'nonsense' }, { fwPackageUri: 7 }, {}, null])(
    'refuses %j',
    async payload => {
      const { steps } = await call('firmwareUpdate', payload);

      expect(steps).toEqual(['answers 400 "Invalid URL format.  Must use https:// protocol."']);
    },
  );
});

describe('an unknown method', () => {
  test.each([
    ['notFound', 404],
    ['accept', 200],
    ['silent', undefined],
  ] as const)('with the choice %s is answered %s', (choice, status) => {
    expect(answerUnknownMethod('openValve', choice)?.status).toBe(status);
  });
});

test('reprovision answers before the device asks again, and is refused by a device without a provisioning service', async () => {
  expect((await call('reprovision', null)).steps).toEqual([
    'answers 200 {"Response":"Asking the provisioning service again"}',
    'asks for provisioning',
  ]);
  expect((await call('reprovision', null, false)).steps).toEqual([
    'answers 400 {"Response":"This device has no provisioning service"}',
  ]);
});

test('every method of the built-in catalogue has a behaviour', () => {
  for (const { methodName } of builtInMethods) expect(behaviours.has(methodName)).toBe(true);
});

test('a Python time has six digits behind its seconds and is local', () => {
  expect(pythonDateTime(now)).toBe('2026-11-20 09:05:07.042000');
});

/** Calls a method of a device that writes down what it is told to do. */
async function call(
  methodName: string,
  payload: Json,
  provisioned = true,
): Promise<{ steps: string[]; reported: JsonObject }> {
  const steps: string[] = [];
  let reported: JsonObject = {};
  const device: CalledDevice = {
    settings: defaultSimulationSettings,
    async report(patch) {
      steps.push(`reports ${JSON.stringify(patch)}`);
      reported = { ...reported, ...patch };
    },
    wait: async ms => void steps.push(`waits ${ms} ms`),
    beginReboot: () => void steps.push('begins to reboot'),
    restart: () => void steps.push('restarts'),
    provisioned,
    provisionAgain: () => void steps.push('asks for provisioning'),
    note: () => undefined,
    now: () => now,
  };

  const behaviour = behaviours.get(methodName);
  const answer: MethodAnswer | undefined = await behaviour?.answer(payload, device);
  steps.push(`answers ${answer?.status} ${JSON.stringify(answer?.payload)}`);
  if (answer?.status === 200) await behaviour?.afterwards?.(payload, device);
  return { steps, reported };
}
