import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceJob } from '../../../src/domain/jobs/job.ts';
import { FanOutFile } from '../../../src/ui/support/jobs/fanOutFile.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'fan-outs-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const row: DeviceJob = { jobId: 'lock', jobType: 'scheduleDeviceMethod', deviceId: 'door-1', status: 'running' };
const done: DeviceJob = { ...row, status: 'completed', methodResponse: { status: 200, payload: { locked: true } } };
const failed: DeviceJob = { ...row, status: 'failed', error: { code: 'DeviceNotOnline', description: 'It is not.' } };

test('rows are read as they were written, in their order', async () => {
  const file = new FanOutFile(folder, 'lock');
  await file.append(row, done);
  await file.append(failed);
  expect(await file.read()).toEqual([row, done, failed]);
});

test('a file that is not there has no rows', async () => {
  expect(await new FanOutFile(folder, 'lock').read()).toEqual([]);
});

test('a line that was cut off takes none of the next window with it', async () => {
  await new FanOutFile(folder, 'lock').append(row);
  await appendFile(join(folder, 'lock.jsonl'), JSON.stringify(done).slice(0, 40));

  const next = new FanOutFile(folder, 'lock');
  await next.append(failed);
  expect(await next.read()).toEqual([row, failed]);
});

test('what is no row is left out', async () => {
  await writeFile(join(folder, 'lock.jsonl'), `null\n{"deviceId":7}\n${JSON.stringify({ ...row, status: 'odd' })}\n`);
  expect(await new FanOutFile(folder, 'lock').read()).toEqual([]);
});
