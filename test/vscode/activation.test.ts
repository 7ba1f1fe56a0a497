import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRecords } from './activationRecord.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { report } from './report.ts';

suite('activation', () => {
  test('takes under 50 ms in the median of five windows', async () => {
    const records = await readRecords();
    const median = medianOf(records.map(record => record.activateMs));
    report('    activate(): median %s of %s', inMs(median), listInMs(records.map(record => record.activateMs)));
    report('    loading the bundle before it: %s', listInMs(records.map(record => record.loadMs)));

    assert.equal(records.length, 5);
    assert.ok(median < 50, `the median is ${inMs(median)}`);
  });

  test('comes by itself after the start of a window, for the jobs that go on in it', async () => {
    const extension = extensionUnderTest();
    while (!extension.isActive) await sleep(50);
  });

  test('starts no process and opens no connection', async () => {
    const opened = (await readRecords()).flatMap(record => record.opened);

    assert.deepEqual(opened, []);
  });
});

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function listInMs(durations: readonly number[]): string {
  return durations.map(inMs).join(', ');
}

function inMs(duration: number): string {
  return `${duration.toFixed(1)} ms`;
}
