import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { KeyedEndpoint } from '../../src/azure/endpoint.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import { HubError } from '../../src/domain/hubError.ts';
import { printHubConnectionString } from '../../src/domain/printHubConnectionString.ts';
import type { HubConnection } from '../../src/ui/support/hub/hub.ts';
import { HubWorld } from './hubWorld.ts';

const key = Buffer.from('a key that nobody may see').toString('base64');
const text = `HostName=fabrikam.azure-devices.net;SharedAccessKeyName=iothubowner;SharedAccessKey=${key}`;

suite('hubs', () => {
  test('the local hub starts, serves, stops, and has its devices again when it starts again', async () => {
    await using world = await HubWorld.make();
    assert.deepEqual(world.hubs.list(), []);

    await world.localHub.start();
    const { client } = await world.connect();
    await client.createDevice('door-017');
    assert.equal(world.hub.name, 'contoso');

    await world.localHub.stop();
    assert.equal(world.localHub.state.kind, 'stopped');
    assert.equal(world.hub.available, false);
    await assert.rejects(world.connect(), (error: unknown) => HubError.is(error, 'unreachable'));

    await world.localHub.start();
    const again = await world.connect();
    assert.equal((await again.client.getTwin('door-017')).deviceId, 'door-017');
  });

  test('a local hub keeps to the limits of the tier that the setting names', async () => {
    await using world = await HubWorld.make();
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('iotHub.localHub.tier', 'S2', vscode.ConfigurationTarget.Global);
    try {
      await world.localHub.start();
    } finally {
      await configuration.update('iotHub.localHub.tier', undefined, vscode.ConfigurationTarget.Global);
    }

    const { state } = world.localHub;
    assert.equal(state.kind === 'running' && state.hubs.get('contoso')?.tier, 'S2');
  });

  test('a local hub that is stopped while it starts is stopped', async () => {
    await using world = await HubWorld.make();
    const starting = world.localHub.start();
    await world.localHub.stop();

    await assert.rejects(starting, { name: 'AbortError' });
    assert.deepEqual(world.localHub.state, { kind: 'stopped' });
  });

  test('a connection string is in the secret storage and nowhere else, and is gone with its hub', async () => {
    await using world = await HubWorld.make();
    const parsed = parseHubConnectionString(text);
    assert.ok(isHubConnectionString(parsed));

    const hub = await world.hubs.add(parsed);
    assert.deepEqual([...world.secrets.values.values()], [text]);
    assert.ok(!world.state.text.includes(key));
    assert.deepEqual([hub.name, hub.kind, hub.available], ['fabrikam', 'added', true]);
    const connectionString = await hub.connectionString();
    assert.ok(connectionString);
    assert.equal(printHubConnectionString(connectionString).reveal(), text);

    await world.hubs.remove(hub);
    assert.deepEqual([...world.secrets.values], []);
    assert.deepEqual(world.hubs.list(), []);
    assert.ok(!world.state.text.includes('fabrikam'));
  });

  test('what two windows add is there in both, and what one of them removes is gone', async () => {
    await using world = await HubWorld.make();
    const other = world.inAnotherWindow();
    const [fabrikam, tailwind] = [text, text.replace('fabrikam', 'tailwind')].map(parseHubConnectionString);
    assert.ok(fabrikam && isHubConnectionString(fabrikam) && tailwind && isHubConnectionString(tailwind));

    const added = await world.hubs.add(fabrikam);
    await other.add(tailwind);
    for (const hubs of [world.hubs, other])
      assert.deepEqual(
        hubs.list().map(({ name }) => name),
        ['fabrikam', 'tailwind'],
      );
    assert.equal(world.hubs.get(added.id), added);

    await world.hubs.remove(added);
    for (const hubs of [world.hubs, other])
      assert.deepEqual(
        hubs.list().map(({ name }) => name),
        ['tailwind'],
      );
  });

  test('a connection string that another window replaced is used from then on', async () => {
    await using world = await HubWorld.make();
    const other = world.inAnotherWindow();
    const newText = text.replace(key, Buffer.from('a key that came later').toString('base64'));
    const [old, renewed] = [text, newText].map(parseHubConnectionString);
    assert.ok(old && isHubConnectionString(old) && renewed && isHubConnectionString(renewed));

    const hub = await world.hubs.add(old);
    assert.equal(textOf(await hub.connect()), text);
    await other.add(renewed);
    assert.equal(world.hubs.get(hub.id), hub);
    assert.equal(textOf(await hub.connect()), newText);
  });

  test('a hub whose connection string is lost says what to do', async () => {
    await using world = await HubWorld.make();
    const parsed = parseHubConnectionString(text);
    assert.ok(isHubConnectionString(parsed));
    const hub = await world.hubs.add(parsed);
    world.secrets.values.clear();

    await assert.rejects(hub.connect(), (error: unknown) => HubError.is(error, 'unauthorized'));
  });
});

/** The connection string that a connection was made with. */
function textOf({ endpoint }: HubConnection): string {
  return printHubConnectionString((endpoint as KeyedEndpoint).connectionString).reveal();
}
