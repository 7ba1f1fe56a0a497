import { expect, test } from 'vitest';
import { onJourney, type Photograph } from './journey.ts';
import type { Workbench } from './workbench/workbench.ts';

test('a person gives the doors of a building a setting, then writes a query, runs it and opens a twin', async () => {
  await onJourney('queries', async (workbench, photograph) => {
    const { hubs, palette, quickInput } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    for (const id of ['door-017', 'door-018', 'gate-001']) {
      await hubs.choose(/^Devices/, 'Create Device…');
      await quickInput.nameDevice(id);
      await hubs.row(new RegExp(`^Device ${id}`)).waitFor();
    }

    await configure(workbench, photograph);
    await palette.closeEditors();
    await query(workbench, photograph);
  });
});

/** Gives the doors of a building a setting, is told of a mistake, and sees who follows. */
async function configure(workbench: Workbench, photograph: Photograph): Promise<void> {
  const { hubs, quickInput, documents, keyboard, dialog, notifications, queryResult } = workbench;
  await hubs.choose(/^Configurations/, 'New Configuration…');
  await quickInput.asks(/Id, which cannot be changed later/);
  await quickInput.input.fill('Telemetry');
  await quickInput.asks(/lower-case letters/);
  await quickInput.answer(/lower-case letters/, 'telemetry-every-30-seconds');
  await documents.takesKeys(/^telemetry-every-30-seconds/);
  await documents.select('targetCondition": "');
  await keyboard.press('ArrowRight');
  await keyboard.insert("WHERE STARTSWITH(deviceId, 'door-')");
  await documents.mark.waitFor();
  await keyboard.press('Control+S');
  await notifications.message('Leave WHERE out.').waitFor();
  await photograph('1-refused');
  await keyboard.press('Escape');
  await notifications.message('Failed to save').waitFor({ state: 'hidden' });

  await documents.select('WHERE STARTS');
  await keyboard.insert('STARTS');
  await documents.lens('Show Targets').click();
  await queryResult.row(/door-018/).waitFor();
  await photograph('2-targets');
  await documents.edit(/^telemetry-every-30-seconds/);
  await keyboard.press('Control+S');
  await hubs.expand(/^Configurations/);
  await hubs.row(/^Configuration telemetry-every-30-seconds, priority 10 · 2 targeted · 2 applied/).waitFor();
  await hubs.expand(/^Configuration telemetry/);
  await hubs.row(/^Metric reporting, 0/).waitFor();
  await photograph('3-saved');

  await hubs.row(/^Device door-017/).click();
  await documents.tab(/^door-017.twin.json/).waitFor();
  await documents.shows('"interval": 30');
  await photograph('4-twin');
  await hubs.choose(/^Configuration telemetry/, 'Delete Configuration…');
  expect(await dialog.text()).toContain('telemetry-every-30-seconds');
  await photograph('5-delete');
  await dialog.choose('Delete');
  await hubs.row(/^No configurations yet/).waitFor();
}

/** Writes a query, is told what is wrong, runs it, opens a twin, and groups and filters the devices. */
async function query(workbench: Workbench, photograph: Photograph): Promise<void> {
  const { hubs, keyboard, palette, quickInput, documents, queryResult } = workbench;
  await palette.run('New Query');
  await documents.takesKeys(/Untitled-1/);
  await keyboard.type("\nWHERE STARTWITH(deviceId, 'door-'");
  await documents.errorMark.waitFor({ state: 'attached' });
  await keyboard.press('F8');
  await documents.problem(/Did you mean STARTSWITH\?/).waitFor();
  await photograph('6-wrong');
  await keyboard.press('Escape');
  await keyboard.press('Control+A');
  await keyboard.type("SELECT * FROM devices WHERE STARTSWITH(deviceId, 'door-'");
  await palette.run('Run Query');
  await queryResult.row(/door-018/).waitFor();
  await photograph('7-result');

  await keyboard.press('Control+2');
  await keyboard.reach(queryResult.grid);
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect.poll(() => queryResult.firstCells(), { timeout: 60_000 }).toEqual(['door-018', 'door-017']);
  await keyboard.press('ArrowDown');
  await photograph('8-sorted');
  await keyboard.press('Enter');
  await documents.tab(/^door-018.twin.json/).waitFor();
  await hubs.row(/^Queries/).click();
  await hubs.row(/^Query .*STARTSWITH/).waitFor();
  await photograph('9-twin');

  await palette.run('Group Devices…');
  await quickInput.answer(/Group the devices of contoso/, 'Connection');
  await hubs.row(/^By connectionState/).waitFor();
  await hubs.expand(/^By connectionState/);
  await hubs.row(/^Group Disconnected, 3 devices/).waitFor();
  await palette.run('Filter Devices by Query…');
  await quickInput.answer('Query', 'STARTSWITH');
  await hubs.row(/^Devices, filter: STARTSWITH/).waitFor();
  await hubs.row(/^Group Disconnected, 2 devices/).waitFor();
  await photograph('10-grouped');
}
