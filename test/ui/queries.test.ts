import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a person writes a query, is told what is wrong, runs it and opens a twin', async () => {
  await onJourney('queries', async (workbench, photograph) => {
    const { hubs, keyboard, palette, quickInput, documents, queryResult } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    for (const id of ['door-017', 'door-018', 'gate-001']) {
      await hubs.choose(/^Devices/, 'Create Device…');
      await quickInput.nameDevice(id);
      await hubs.row(new RegExp(`^Device ${id}`)).waitFor();
    }

    await palette.run('New Query');
    await documents.takesKeys(/Untitled-1/);
    await keyboard.type("\nWHERE STARTWITH(deviceId, 'door-'");
    await documents.errorMark.waitFor({ state: 'attached' });
    await keyboard.press('F8');
    await documents.problem(/Did you mean STARTSWITH\?/).waitFor();
    await photograph('1-wrong');
    await keyboard.press('Escape');
    await keyboard.press('Control+A');
    await keyboard.type("SELECT * FROM devices WHERE STARTSWITH(deviceId, 'door-'");
    await palette.run('Run Query');
    await queryResult.row(/door-018/).waitFor();
    await photograph('2-result');

    await keyboard.press('Control+2');
    await keyboard.reach(queryResult.grid);
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await expect.poll(() => queryResult.firstCells()).toEqual(['door-018', 'door-017']);
    await keyboard.press('ArrowDown');
    await photograph('3-sorted');
    await keyboard.press('Enter');
    await documents.tab(/^door-018.twin.json/).waitFor();
    await hubs.row(/^Queries/).click();
    await hubs.row(/^Query .*STARTSWITH/).waitFor();
    await photograph('4-twin');

    await palette.run('Group Devices…');
    await quickInput.answer(/Group the devices of contoso/, 'Connection');
    await hubs.row(/^By connectionState/).waitFor();
    await hubs.expand(/^By connectionState/);
    await hubs.row(/^Group Disconnected, 3 devices/).waitFor();
    await palette.run('Filter Devices by Query…');
    await quickInput.answer('Query', 'STARTSWITH');
    await hubs.row(/^Devices, filter: STARTSWITH/).waitFor();
    await hubs.row(/^Group Disconnected, 2 devices/).waitFor();
    await photograph('5-grouped');
  });
});
