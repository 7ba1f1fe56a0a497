import { describe, expect, test } from 'vitest';
import type { MethodAnswer, MethodRun } from '../../../src/domain/methodRun.ts';
import { answerText } from '../../../src/ui/editors/answerText.ts';

function run(...answers: MethodAnswer[]): MethodRun {
  return {
    id: '1',
    hubId: 'local/contoso',
    hubName: 'contoso',
    call: {
      methodName: 'lockDoor',
      payload: { lockTime: '10m' },
      responseTimeoutInSeconds: 60,
      connectTimeoutInSeconds: 0,
    },
    startedTime: '2026-11-20T10:42:00.000Z',
    answers,
  };
}

const answered: MethodAnswer = {
  deviceId: 'door-1',
  tookMs: 7,
  outcome: { kind: 'answered', status: 200, payload: 'ok' },
};
const ofModule: MethodAnswer = { ...answered, moduleId: 'camera' };
const offline = (deviceId: string): MethodAnswer => ({
  deviceId,
  tookMs: 3,
  outcome: {
    kind: 'failed',
    reason: 'deviceNotOnline',
    message: `${deviceId} is not connected.`,
    details: { errorCode: 404_103 },
  },
});
const cancelled = (sent: boolean): MethodAnswer => ({
  deviceId: 'door-1',
  tookMs: 1,
  outcome: { kind: 'cancelled', sent },
});

describe('the text of an answer', () => {
  test('of one device shows what was asked and what came back', () => {
    expect(JSON.parse(answerText(run(answered)))).toEqual({
      hub: 'contoso',
      device: 'door-1',
      method: 'lockDoor',
      payload: { lockTime: '10m' },
      sent: '2026-11-20T10:42:00.000Z',
      tookMs: 7,
      status: 200,
      answer: 'ok',
    });
  });

  test('of a module names it beside its device', () => {
    expect(JSON.parse(answerText(run(ofModule)))).toMatchObject({ device: 'door-1', module: 'camera', status: 200 });
    expect(JSON.parse(answerText(run(answered, ofModule)))).toMatchObject({
      answers: [{ device: 'door-1' }, { device: 'door-1', module: 'camera' }],
    });
  });

  test('of one device that failed gives the reason, and the details of the service', () => {
    expect(JSON.parse(answerText(run(offline('door-2'))))).toMatchObject({
      device: 'door-2',
      failure: 'door-2 is not connected.',
      details: { errorCode: 404_103 },
    });
  });

  test('of many devices puts those that failed for the same reason together', () => {
    expect(JSON.parse(answerText(run(answered, offline('door-2'), offline('door-3'))))).toMatchObject({
      devices: 3,
      answers: [{ device: 'door-1', status: 200, answer: 'ok', tookMs: 7 }],
      failures: [{ reason: 'deviceNotOnline', devices: ['door-2', 'door-3'], example: { device: 'door-2' } }],
    });
  });

  test('of a call that was cancelled says whether it may have run', () => {
    expect(answerText(run(cancelled(true)))).toContain('may have run');
    expect(answerText(run(cancelled(false)))).not.toContain('may have run');
  });
});
