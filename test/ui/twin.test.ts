import { expect, test } from 'vitest';
import { onJourney } from './journey.ts';

test('a person without a mouse edits a twin', async () => {
  await onJourney('twin', async ({ hubs, keyboard, palette, quickInput, documents, notifications }, photograph) => {
    const tab = documents.tab(/^door-017.twin.json/);
    await palette.run('Start Local Hub');
    await hubs.open();
    await hubs.row(/^Hub .*, local, running/).waitFor();
    await palette.run('Create Device');
    await quickInput.nameDevice('door-017');
    await hubs.row(/^Device door-017, disconnected/).waitFor();
    await palette.run('Edit Twin');
    await quickInput.pick('door-017');
    await tab.waitFor();

    await documents.select('"tags": {');
    await keyboard.press('ArrowRight');
    await keyboard.insert('"the floor": "ground"');
    await documents.mark.waitFor();
    await keyboard.press('F8');
    await documents.shows('the key has the character " "');
    await photograph('1-limit');
    await keyboard.press('Escape');
    await keyboard.press('Control+S');
    await notifications.message('Keys have no ".", "$", space or control character.').waitFor();
    await photograph('2-refused');
    await keyboard.press('Escape');
    await notifications.message('Failed to save').waitFor({ state: 'hidden' });

    await documents.select('the floor');
    await keyboard.type('floor');
    await keyboard.press('Control+S');
    await documents.shows('"version": 3');
    await photograph('3-saved');

    await documents.select('ground');
    await keyboard.type('attic');
    await palette.run('Copy as az Command');
    await notifications.status('Copied the az command').waitFor();
    // Longer than the editor waits before it keeps what is not saved.
    await notifications.status('Copied the az command').waitFor({ state: 'hidden' });
    await palette.reloadWindow();
    await tab.click();
    await documents.shows('"floor": "attic"');
    await keyboard.press('Control+S');
    await notifications.message('"contoso" cannot be reached').waitFor();
    await photograph('4-reloaded');
    await palette.run('Start Local Hub');
    await hubs.row(/^Hub .*, local, running/).waitFor();
    await tab.click();
    await keyboard.press('Control+S');
    await documents.shows('"version": 4');
    expect(await documents.text()).toContain('"floor": "attic"');
    await photograph('5-saved-again');
  });
});
