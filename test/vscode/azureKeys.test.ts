import assert from 'node:assert/strict';
import { hubTokenScope } from '../../src/azure/endpoint.ts';
import { HubError } from '../../src/domain/hubError.ts';
import { SignInError } from '../../src/domain/signInError.ts';
import { hubPropertiesText } from '../../src/ui/editors/hubPropertiesText.ts';
import type { AzureHub } from '../../src/ui/support/azure/azureHub.ts';
import { AzureHubs } from '../../src/ui/support/azure/azureHubs.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { AzureWorld } from './azureWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';

const account = 'ada@contoso.com';

suite('a hub of Azure that lets nobody in without a key', () => {
  let azure: AzureWorld;
  let answers: QuickAnswers;

  setup(async () => {
    azure = await AzureWorld.start();
    answers = new QuickAnswers();
  });
  teardown(async () => {
    answers[Symbol.dispose]();
    await azure[Symbol.asyncDispose]();
  });

  /** Signs in somebody whose tokens the hub refuses, or, without a token, who gets none for it. */
  function signIn(hubToken?: string): void {
    const known = azure.account(account, { forHubs: false });
    const scope = hubTokenScope('contoso.azure-devices.net');
    azure.accounts.signIn({ ...known, tokens: { ...known.tokens, ...(hubToken ? { [scope]: hubToken } : {}) } });
  }

  async function listing(): Promise<HubNode> {
    const [node] = await azure.rows(await azure.subscription());
    assert.ok(node instanceof HubNode);
    return node;
  }

  const allKeys = async (hub: AzureHub) => {
    const [shown] = await azure.subscriptions.shown();
    const [listed] = (await shown?.resources.hubs.list()) ?? [];
    assert.ok(shown && listed);
    return shown.resources.hubs.policies(listed, hub.record.hostName);
  };

  for (const [why, token] of [
    ['the token is refused', 'eyJ.refused.token'],
    ['there is no token for it', undefined],
  ] as const) {
    test(`asks once for its keys if ${why}, says so on its row, and remembers that they may be used`, async () => {
      answers.button = 'Use Keys';
      signIn(token);
      const node = await listing();
      const { client } = await node.hub.connect();
      await Promise.all([client.listDevices({}, { pageSize: 1 }), client.listDevices({}, { pageSize: 2 })]);
      await client.createDevice('door-1');

      assert.equal(answers.told.length, 1);
      assert.match(answers.told[0] ?? '', /^Use the keys of "contoso"\?.*account ada@contoso\.com.*fewest rights/s);
      assert.equal(node.item().description, 'Azure, by key');

      const later = new AzureHubs(azure.world.state, azure.world.accounts, () => undefined);
      const [hub] = later.used();
      assert.equal((await (await hub?.connect())?.client.getTwin('door-1'))?.deviceId, 'door-1');
      assert.equal(answers.told.length, 1);
      later.dispose();
    });
  }

  test('keeps no key in the state or in the secrets', async () => {
    answers.button = 'Use Keys';
    signIn('eyJ.refused.token');
    const { hub } = await listing();
    await (await hub.connect()).client.listDevices({}, { pageSize: 1 });

    const kept = azure.world.state.text + JSON.stringify([...azure.world.secrets.values]);
    for (const { sharedAccessKey } of await allKeys(hub as AzureHub)) {
      assert.ok(!kept.includes(sharedAccessKey.reveal()));
    }
  });

  test('names the role, the scope and the command to whoever does not give the keys, and does not ask again', async () => {
    signIn('eyJ.refused.token');
    const { hub } = await listing();
    const { client } = await hub.connect();
    const { resourceId } = (hub as AzureHub).record;

    for (const _ of ['once', 'again']) {
      await assert.rejects(client.createDevice('door-2'), error => {
        assert.ok(HubError.is(error, 'roleMissing'));
        assert.match(error.message, /It takes "IoT Hub Registry Contributor" on the scope \/subscriptions\//);
        const command = `az role assignment create --role "IoT Hub Registry Contributor" --assignee "${account}" --scope "${resourceId}"`;
        assert.ok(error.message.includes(command), error.message);
        return true;
      });
    }
    assert.equal(answers.told.length, 1);
  });

  test('never asks for keys that the hub does not take', async () => {
    signIn();
    const [shown] = await azure.subscriptions.shown();
    const [listed] = (await shown?.resources.hubs.list()) ?? [];
    assert.ok(shown && listed);
    const hub = azure.world.azureHubs.of({ ...listed, localAuthDisabled: true }, shown);
    assert.ok(hub);
    const { client } = await hub.connect();

    await assert.rejects(client.listDevices({}, { pageSize: 1 }), SignInError);
    assert.equal(await hub.connectionString(), undefined);
    assert.deepEqual(answers.told, []);
  });

  test('tells its properties all the same: tier, units, how its endpoints are and its quotas, without keys', async () => {
    signIn();
    const { hub } = await listing();
    const parts = { localHub: azure.world.localHub, azureAccounts: azure.world.accounts };
    const text = await hubPropertiesText(hub as AzureHub, parts);
    const shown = JSON.parse(text) as Record<string, unknown>;

    assert.equal(shown['name'], 'contoso');
    assert.ok('sku' in shown && 'properties' in shown);
    assert.deepEqual(shown['endpointHealth'], []);
    assert.deepEqual(
      (shown['quotas'] as readonly { name: string }[]).map(({ name }) => name),
      ['TotalMessages', 'TotalDeviceCount'],
    );
    for (const { sharedAccessKey } of await allKeys(hub as AzureHub)) {
      assert.ok(!text.includes(sharedAccessKey.reveal()));
    }
  });
});
