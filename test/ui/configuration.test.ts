import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a person gives the doors of a building a setting, is told of a mistake, and sees who follows', async () => {
  await onJourney('configuration', async (workbench, photograph) => {
    const { hubs, quickInput, documents, keyboard, dialog, notifications, queryResult } = workbench;
    await hubs.open();
    await hubs.welcome('Start a local hub').click();
    for (const id of ['door-017', 'door-018']) {
      await hubs.choose(/^Devices/, 'Create Device…');
      await quickInput.nameDevice(id);
      await hubs.row(new RegExp(`^Device ${id}`)).waitFor();
    }

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
  });
});
