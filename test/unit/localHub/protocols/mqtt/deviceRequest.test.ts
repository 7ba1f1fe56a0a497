import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePublishTopic } from '../../../../../src/localHub/protocols/mqtt/deviceRequest.ts';
import { eventTopics } from '../../../../../src/localHub/protocols/mqtt/deviceTopics.ts';

const own = eventTopics({ deviceId: 'door' });

test.each([
  ['devices/door/messages/events/', { kind: 'telemetry', propertyBag: '' }],
  ['devices/door/messages/events/a=1', { kind: 'telemetry', propertyBag: 'a=1' }],
  ['$iothub/twin/GET/?$rid=1', { kind: 'getTwin', requestId: '1' }],
  ['$iothub/twin/PATCH/properties/reported/?$rid=a-b&$version=3', { kind: 'patchReported', requestId: 'a-b' }],
  ['$iothub/methods/res/200/?$rid=7', { kind: 'answerMethod', requestId: '7', status: 200 }],
  ['$iothub/methods/res/-1/?$rid=7', { kind: 'answerMethod', requestId: '7', status: -1 }],
])('%s asks for something', (topic, request) => {
  expect(parsePublishTopic(topic, own)).toEqual(request);
});

test.each([
  'devices/door',
  'devices/door/modules/lock/messages/events/',
  'devices/doors/messages/events/',
  '$iothub/twin/GET/',
  '$iothub/methods/res/ok/?$rid=7',
  '$iothub/twin/PATCH/properties/desired/?$rid=1',
])('%s is no topic of this device', topic => {
  expect(parsePublishTopic(topic, own)).toBeUndefined();
});

test('a module has topics of its own', () => {
  const module = eventTopics({ deviceId: 'door', moduleId: 'lock' });

  expect(parsePublishTopic('devices/door/modules/lock/messages/events/', module)).toMatchObject({ kind: 'telemetry' });
  expect(parsePublishTopic('devices/door/messages/events/', module)).toBeUndefined();
});

test('any id that a registry takes may send telemetry, as it is or URL-encoded', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/);

  fc.assert(
    fc.property(id, deviceId => {
      const topics = eventTopics({ deviceId });
      for (const spelled of [deviceId, encodeURIComponent(deviceId)]) {
        expect(parsePublishTopic(`devices/${spelled}/messages/events/a=1`, topics)).toEqual({
          kind: 'telemetry',
          propertyBag: 'a=1',
        });
      }
    }),
  );
});
