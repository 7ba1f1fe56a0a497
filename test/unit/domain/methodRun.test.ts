import { expect, test } from 'vitest';
import type { MethodOutcome } from '../../../src/domain/methodRun.ts';
import { tally } from '../../../src/domain/methodRun.ts';

const failed = (reason: 'deviceNotOnline' | 'noAnswer'): MethodOutcome => ({
  kind: 'failed',
  reason,
  message: '',
  details: {},
});

test('a run is told in numbers of devices', () => {
  const outcomes: readonly MethodOutcome[] = [
    { kind: 'answered', status: 200, payload: null },
    { kind: 'answered', status: 399, payload: null },
    { kind: 'answered', status: 404, payload: null },
    failed('deviceNotOnline'),
    failed('noAnswer'),
    { kind: 'cancelled', sent: false },
  ];

  expect(tally(outcomes.map((outcome, index) => ({ deviceId: `d${index}`, tookMs: 1, outcome })))).toEqual({
    answered: 2,
    refused: 1,
    offline: 1,
    failed: 1,
    cancelled: 1,
  });
});
