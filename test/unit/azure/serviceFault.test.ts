import { describe, expect, test } from 'vitest';
import { readServiceFault } from '../../../src/azure/iotHub/serviceFault.ts';

describe('the body of a failed answer', () => {
  test('is read when its message is JSON in a text', () => {
    const message = JSON.stringify({ errorCode: 404_103, trackingId: 'A1B2', message: "The device isn't online." });

    expect(readServiceFault(JSON.stringify({ Message: message, ExceptionMessage: '' }))).toEqual({
      errorCode: 404_103,
      trackingId: 'A1B2',
      message: "The device isn't online.",
    });
  });

  test('is read when its message begins with the name of the failure', () => {
    const body = {
      Message: 'ErrorCode:DeviceNotFound;E2E: door is not registered',
      ExceptionMessage: 'Tracking ID:0f1e2d3c4b-G:5-TimeStamp:11/20/2026 10:42:00',
    };

    expect(readServiceFault(JSON.stringify(body))).toEqual({
      errorName: 'DeviceNotFound',
      message: 'E2E: door is not registered',
      trackingId: '0f1e2d3c4b',
    });
  });

  test('is read when it is the inner object alone', () => {
    expect(readServiceFault('{"errorCode":401002,"message":"Unauthorized"}')).toEqual({
      errorCode: 401_002,
      message: 'Unauthorized',
    });
  });

  test('is kept as a message when it has no code', () => {
    expect(readServiceFault('{"Message":"BadRequest"}')).toEqual({ message: 'BadRequest' });
  });

  test.each(['', '<html>Bad gateway</html>', 'null', '[1]', '{"errorCode":"many"}'])(
    'tells nothing if it is %j',
    body => {
      expect(readServiceFault(body)).toEqual({});
    },
  );
});
