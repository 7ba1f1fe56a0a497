import { expect, test } from 'vitest';
import { answerText, isFailure, outcomeOf } from '../../../../src/domain/jobs/deviceOutcome.ts';
import { allRows, findRows, type ReadRows } from '../../../../src/domain/jobs/findRows.ts';
import type { DeviceJob } from '../../../../src/domain/jobs/job.ts';

const base = { jobId: 'lock', jobType: 'scheduleDeviceMethod' };
const answered = (deviceId: string, status: number): DeviceJob => ({
  ...base,
  deviceId,
  status: 'completed',
  methodResponse: { status, payload: { status: 'locked' } },
});
const offline: DeviceJob = {
  ...base,
  deviceId: 'gate-1',
  moduleId: 'camera',
  status: 'failed',
  error: { code: 'DeviceNotOnline', description: 'Timed out waiting for device to connect.' },
};

/** A hub that keeps `rows` and gives them `pageSize` at a time; tells what it was asked for. */
function hubWith(rows: readonly DeviceJob[], pageSize: number): { readonly read: ReadRows; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const read: ReadRows = async (state, after = '0') => {
    asked.push([state, after]);
    const wanted = rows.filter(({ status }) => state === undefined || status === state);
    const end = Number(after) + pageSize;
    const items = wanted.slice(Number(after), end);
    return end < wanted.length ? { items, next: String(end) } : { items };
  };
  return { read, asked };
}

test('the hub is asked for the rows of an outcome, not for all of them', async () => {
  const { read, asked } = hubWith([answered('door-1', 200), offline], 1000);
  const found = await findRows(read, { outcome: 'failed' });

  expect(found.items).toEqual([offline]);
  expect([found.lookedAt, found.next, asked]).toEqual([1, undefined, [['failed', '0']]]);
});

test('those that refused are found among the completed, and those that wait in both of their states', async () => {
  const { read } = hubWith([answered('door-1', 200), answered('door-2', 404)], 1000);
  const refused = await findRows(read, { outcome: 'refused' });
  expect(refused.items.map(({ deviceId }) => deviceId)).toEqual(['door-2']);
  expect(refused.lookedAt).toBe(2);

  const waiting = hubWith(
    [
      { ...base, deviceId: 'door-3', status: 'scheduled' },
      { ...base, deviceId: 'door-4', status: 'pending' },
    ],
    1000,
  );
  const found = await findRows(waiting.read, { outcome: 'waiting' });
  expect(found.items.map(({ deviceId }) => deviceId)).toEqual(['door-4', 'door-3']);
});

test('an id is looked for through all rows of the job, some pages at a time', async () => {
  const rows = Array.from({ length: 800 }, (_, index) => answered(`door-${index}`, 200));
  const { read, asked } = hubWith([...rows, offline], 100);
  const first = await findRows(read, { text: 'CAMERA' });
  expect([first.items, first.lookedAt, asked.length]).toEqual([[], 500, 5]);

  const second = await findRows(read, { text: 'CAMERA' }, first.next);
  expect(second.items).toEqual([offline]);
  expect([second.lookedAt, second.next]).toEqual([301, undefined]);
});

test('a search ends when the table is full, and goes on from there', async () => {
  const rows = Array.from({ length: 250 }, (_, index) => answered(`door-${index}`, 200));
  const { read } = hubWith(rows, 100);
  const first = await findRows(read, {});
  const second = await findRows(read, {}, first.next);

  expect([first.items.length, second.items[0]?.deviceId]).toEqual([100, 'door-100']);
});

test('all rows are read to the last page', async () => {
  const rows = Array.from({ length: 25 }, (_, index) => answered(`door-${index}`, 200));
  const pages = await Array.fromAsync(allRows(hubWith(rows, 10).read));

  expect(pages.map(page => page.length)).toEqual([10, 10, 5]);
});

test('an answer of 400 or more is a failure that the hub counts as done', () => {
  expect([answered('door-1', 399), answered('door-1', 400), offline].map(outcomeOf)).toEqual([
    'completed',
    'refused',
    'failed',
  ]);
  expect([answered('door-1', 399), answered('door-1', 400), offline].map(isFailure)).toEqual([false, true, true]);
});

test('what a device answered, or why it did not, is one line', () => {
  expect(answerText(answered('door-1', 200))).toBe('200 {"status":"locked"}');
  expect(answerText(offline)).toBe('DeviceNotOnline: Timed out waiting for device to connect.');
  expect(answerText({ status: 'completed' })).toBe('done');
  expect(answerText({ status: 'pending' })).toBe('');
});
