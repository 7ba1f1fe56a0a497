import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onJourney, type Photograph } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

/** A dozen pictures in each theme, on a machine that does other things too. */
const journeyMs = 600_000;

test(
  'devices go out to a file, are edited and imported after a dry run, then to a new container and back by jobs',
  { timeout: journeyMs },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'devices-'));
    const file = join(folder, 'doors.csv');
    await onJourney('transfer', async (workbench, photograph) => {
      const { hubs, quickInput, dialog, documents, notifications, palette, statistics } = workbench;
      await hubs.open();
      await hubs.welcome('Start a local hub').click();
      for (const id of ['door-017', 'door-018']) {
        await hubs.choose(/^Devices/, 'Create Device…');
        await quickInput.nameDevice(id);
        await hubs.row(new RegExp(`^Device ${id}`)).waitFor();
      }
      await palette.run('Show Statistics');
      await statistics.figure('Devices', '2').waitFor();

      await palette.run('Export Devices…');
      await quickInput.answer(/^Which devices of/, 'All devices');
      await quickInput.asks('What to export besides the identities');
      await photograph('1-what-to-export');
      await quickInput.press('OK');
      await quickInput.chooseFile(/^Export Devices of/, file, 'OK');
      await notifications.message('2 devices and modules were written to doors.csv.').waitFor();
      await photograph('2-exported');

      await writeFile(file, edited(await readFile(file, 'utf8')));
      await palette.run('Import Devices…');
      await quickInput.answer('What to import', 'A file on this machine…');
      await quickInput.chooseFile('Import Devices', file, 'Dry Run');
      await quickInput.answer('What the column "room" is', 'tags.room');
      await quickInput.answer('What to do with lines that name no importMode', 'createOrUpdate');
      await documents.tab('doors.csv dry run.txt').waitFor();
      await documents.shows('Line 7: The line has no "id".');
      await photograph('3-dry-run');

      await palette.run('Run Import After Dry Run…');
      expect(await dialog.text()).toContain('3 created, 1 changed, 1 deleted.');
      await photograph('4-cost');
      await dialog.choose('Import');
      await documents.tab('doors.csv import.txt').waitFor();
      await documents.shows('Line 7: The line has no "id".');
      await photograph('5-imported');

      await documents.tab(/^Statistics/).click();
      await statistics.button('Refresh').click();
      await statistics.figure('Devices', '4').waitFor();
      await statistics.property.fill('tags.room');
      await statistics.button('Count').click();
      await statistics.row('Devices by tags.room', 'kitchen').waitFor();
      await hubs.row(/^Statistics of contoso, 4 devices, 0 connected/).waitFor();
      await photograph('6-statistics');
      await statistics.row('Devices by tags.room', 'kitchen').scrollIntoViewIfNeeded();
      await photograph('7-by-tag');

      await throughContainer(workbench, photograph);
    });
    await rm(folder, { recursive: true });
  },
);

/** Exports to a new container and imports from it by jobs, which are both seen among the jobs. */
async function throughContainer(workbench: Workbench, photograph: Photograph): Promise<void> {
  const { hubs, jobs, quickInput, dialog, documents, notifications, palette } = workbench;
  await palette.run('Export Devices to Container…');
  await quickInput.asks('Where the container is');
  await photograph('8-where');
  await quickInput.pick('Storage of the local hub');
  await quickInput.answer(/^Container$/, 'New Container…');
  await quickInput.answer('Its name.', 'backup');
  await quickInput.answer('All devices are exported, with their modules and twins', 'With keys');
  await dialog.choose('Export with Keys');
  await notifications.message('The devices are in devices.txt in localhub/backup.').waitFor();
  await jobs.row(/^Job Export of devices, completed/).waitFor();
  await photograph('9-in-container');

  await hubs.choose(/^Device door-017/, 'Delete Device…');
  await dialog.choose('Delete');
  await hubs.row(/^Device door-017/).waitFor({ state: 'detached' });
  await palette.run('Import Devices…');
  await quickInput.answer('What to import', 'A file in a storage container…');
  await quickInput.answer('Where the container is', 'Storage of the local hub');
  await quickInput.answer(/^Container$/, 'backup');
  await quickInput.answer('File of devices', 'devices.txt');
  await quickInput.answer('What to do with lines that name no importMode', 'createOrUpdate');
  await documents.tab('devices.txt dry run.txt').waitFor();
  await documents.shows('Would be created');
  await palette.run('Run Import After Dry Run…');
  expect(await dialog.text()).toContain('1 created, 0 changed, 0 deleted.');
  await photograph('10-ways');
  await dialog.choose('Import by a Job…');
  await jobs.row(/^Job Import of devices, completed/).waitFor();
  await hubs.row(/^Device door-017/).waitFor();
  await jobs.row(/^Job Import of devices, completed/).click();
  await documents.tab('Import of devices.txt').waitFor();
  await documents.shows('Writes errors to');
  await photograph('11-job');
}

/** A room for the first device, the second one to be deleted, three new ones, and a line that is wrong. */
function edited(csv: string): string {
  const [heading = '', first = '', second = ''] = csv.split('\r\n');
  const empty = ','.repeat(heading.split(',').length - 1);
  const lines = [
    `${heading},importMode,room`,
    `${first},,kitchen`,
    `${second},delete,`,
    ...['gate-1', 'gate-2', 'gate-3'].map(id => `${id}${empty},,hall`),
    `${empty},,attic`,
  ];
  return `${lines.join('\n')}\n`;
}
