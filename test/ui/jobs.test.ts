import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

const journeyMs = 600_000;
/** What the editor knows of an answer takes the place of the question, sooner or later. */
const condition = /Condition, as after WHERE|None now/;
const cron = /When, as a cron expression|Next: .* only while this window is open/;
/** The job starts a minute after it was sent. */
const untilItRunsMs = 120_000;

/** 500 doors of the third floor, of which the gates stay offline, and ten of the fourth. */
const doors = [...idsOf('door', 480), ...idsOf('gate', 20)].map(id => `${id},3`);
const csv = ['id,tags.floor', ...doors, ...idsOf('attic', 10).map(id => `${id},4`)].join('\n');

test(
  'a person locks the 500 doors of a floor in one minute, watches the job, tries again where it failed and exports',
  { timeout: journeyMs },
  async () => {
    const tier = { 'iotHub.localHub.tier': 'S3' };
    await onJourney('jobs', (workbench, photograph) => lockTheFloor(workbench, photograph), tier);
  },
);

async function lockTheFloor(workbench: Workbench, photograph: (step: string) => Promise<void>): Promise<void> {
  const { jobs, notifications, dialog, simulator, documents, job, quickInput } = workbench;
  await startDoors(workbench);

  await askForJob(workbench, photograph);
  await notifications.message('runs the job lock-floor-3 at').waitFor();
  await jobs.row(/^Job lockDoor, scheduled for/).click();
  await documents.tab(/^Job: lockDoor, scheduled for/).waitFor();
  await job.button('Cancel Job…').waitFor();
  await photograph('3-scheduled');

  const runs = jobs.row(/^Job lockDoor, running, \d+ %/).waitFor({ timeout: untilItRunsMs });
  await Promise.all([runs, repeatAndStop(workbench, photograph)]);
  await documents.tab(/^Job: lockDoor, (running|completed)/).click();
  await job.frame.getByRole('progressbar').waitFor();
  await workbench.photograph('jobs-5-running-light');
  await jobs.row(/^Job lockDoor, completed: 480 done, 20 failed/).waitFor();
  await job.button('Failed 20').click();
  await job.row(/gate-020.*DeviceNotOnline/).waitFor();
  await photograph('6-failed');

  await documents.tab(/^Simulate Devices/).click();
  await simulator.selectAll('gate-00');
  await simulator.start();
  await documents.tab(/^Simulate Devices: contoso \(489 running\)/).waitFor();
  await simulator.frame.getByText('· 489 connected ·').waitFor();
  await documents.tab(/^Job: lockDoor, completed/).click();
  await job.button('Retry Failed…').click();
  await dialog.choose('Retry');
  await jobs.row(/^Job lockDoor, completed: 9 done, 11 failed/).waitFor();
  await photograph('7-retried');

  const exported = workbench.fileOf('lock-floor-3.csv');
  await job.button('Export CSV…').click();
  await quickInput.chooseFile('Export Rows', exported, 'OK');
  await job.frame.getByText('500 rows were written to').waitFor();
  const [heading = '', ...rows] = (await readFile(exported, 'utf8')).trim().split(/\r?\n/);
  expect(heading).toContain('deviceId,moduleId,outcome,answer.status');
  expect([rows.length, rows.filter(row => row.includes('DeviceNotOnline')).length]).toEqual([500, 20]);
}

/** Lets a job recur, looks at it, and stops it before its first time. */
async function repeatAndStop(workbench: Workbench, photograph: (step: string) => Promise<void>): Promise<void> {
  const { jobs, palette, quickInput, dialog, documents, job } = workbench;
  await palette.run('New Job…');
  for (const asked of [
    /What the job does/,
    /Payload of lockDoor/,
    /Seconds to wait for the answer/,
    /Seconds to wait for the device/,
    condition,
    /When it starts/,
    /How long it may run/,
    'Id of the job',
  ]) {
    await quickInput.accept(asked);
  }
  await quickInput.pick('Repeat…');
  await quickInput.answer(cron, '0 21 * * 1-5');
  await documents.tab(/^Job: lockDoor, recurring, recurs, next/).waitFor();
  await job.button('Pause').click();
  await jobs.row(/^Job lockDoor, recurs \(0 21 \* \* 1-5\), paused/).waitFor();
  await job.button('Resume').click();
  await job.frame.getByText('The recurring job goes on.').waitFor();
  await photograph('4-recurring');
  await job.button('Stop…').click();
  await dialog.choose('Stop');
  await jobs.row(/^Job lockDoor, recurs/).waitFor({ state: 'hidden' });
}

/** Imports all doors, and lets those of them that are no gates run. */
async function startDoors(workbench: Workbench): Promise<void> {
  const { hubs, palette, quickInput, dialog, simulator, documents } = workbench;
  const file = workbench.fileOf('doors.csv');
  await writeFile(file, csv);
  await hubs.open();
  await hubs.welcome('Start a local hub').click();
  await hubs.row(/^Hub .*, local, running/).waitFor();
  await palette.run('Import Devices…');
  await quickInput.pick('A file on this machine…');
  await quickInput.chooseFile('Import Devices', file, 'Dry Run');
  await quickInput.accept(/What to do with lines/);
  await documents.shows('Would be created  510');
  await palette.run('Run Import After Dry Run…');
  await dialog.choose('Import');
  await documents.tab(/doors.csv import/).waitFor();

  await palette.run('Simulate Devices');
  await simulator.selectAll('door-');
  await simulator.start();
  await simulator.frame.getByText('· 480 connected ·').waitFor();
}

/** Answers the wizard, wrongly first: each mistake is told where it is made, and nothing is sent. */
async function askForJob(
  { palette, quickInput, notifications }: Workbench,
  photograph: (step: string) => Promise<void>,
): Promise<void> {
  await palette.run('New Job…');
  await quickInput.asks(/What the job does/);
  await quickInput.pick(/Lock the doors of a building/);
  await quickInput.answer(/Payload of lockDoor/, `{"lockTime":"${'x'.repeat(200 * 1024)}"}`);
  await quickInput.answer(/bytes are too many/, '{"lockTime":"10m"}');
  await quickInput.answer(/Seconds to wait for the answer/, '30');
  await quickInput.answer(/Seconds to wait for the device to connect/, '0');

  await quickInput.answer(condition, 'SELECT * FROM devices WHERE tags.floor = 3');
  await quickInput.asks(/Only what stands after WHERE is taken/);
  await photograph('1-whole-query');
  await quickInput.input.fill('tags.floor = 3');
  await quickInput.asks(/500 now: door-001/);
  await quickInput.input.press('Enter');

  await quickInput.answer(/When it starts/, '2020-01-01 14:00');
  await quickInput.entry(/is over. Write a later time/).waitFor();
  await quickInput.answer(/When it starts/, '1m');
  await quickInput.answer(/How long it may run/, '30m');
  await quickInput.answer('Id of the job', 'lock floor 3');
  await quickInput.answer(/" " is not allowed/, 'lock-floor-3');
  await quickInput.entry(/500 devices, about 10 s on S3/).waitFor();
  await photograph('2-review');
  await quickInput.pick('Copy as az Command');
  await notifications.status('Copied the az command').waitFor();
  await quickInput.pick('Schedule');
}

function idsOf(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(3, '0')}`);
}
