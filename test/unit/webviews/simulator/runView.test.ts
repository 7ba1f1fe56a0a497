import { expect, test } from 'vitest';
import { type DeviceRow, type LogLine, noProgress } from '../../../../src/protocol/simulatorRun.ts';
import { emptyRun, keptLines, keptSeconds, withProgress } from '../../../../src/webviews/simulator/runView.ts';

const row: DeviceRow = { deviceId: 'door-017', state: 'connected', sent: 1, failed: 0 };

test('rows change in place and keep their order', () => {
  const first = withProgress(emptyRun, { ...noProgress, rows: [row, { ...row, deviceId: 'door-018' }] });
  const second = withProgress(first, { ...noProgress, rows: [{ ...row, sent: 2 }] });

  expect([...second.rows.values()].map(({ deviceId, sent }) => [deviceId, sent])).toEqual([
    ['door-017', 2],
    ['door-018', 1],
  ]);
});

test('the log is bounded, and counts what it or the simulator dropped', () => {
  const lines = Array.from({ length: keptLines + 10 }, (_, atMs) => line(atMs));
  const view = withProgress(emptyRun, { ...noProgress, lines, droppedLines: 5 });

  expect(view.lines).toHaveLength(keptLines);
  expect(view.lines[0]).toMatchObject({ atMs: 10 });
  expect(view.droppedLines).toBe(15);
});

test('a line that is kept stays the same object, so that it is drawn once', () => {
  const first = withProgress(emptyRun, { ...noProgress, lines: [line(1)] });
  const second = withProgress(first, { ...noProgress, lines: [line(2)] });

  expect(second.lines[0]).toBe(first.lines[0]);
});

test('old seconds leave the chart', () => {
  const first = withProgress(emptyRun, { ...noProgress, rates: [{ second: 1, sent: 1 }] });
  const second = withProgress(first, { ...noProgress, rates: [{ second: keptSeconds + 1, sent: 2 }] });

  expect(second.rates).toEqual([{ second: keptSeconds + 1, sent: 2 }]);
  expect(withProgress(first, noProgress).rates).toEqual(first.rates);
});

function line(atMs: number): LogLine {
  return { atMs, kind: 'connection', deviceId: 'door-017', text: 'connected' };
}
