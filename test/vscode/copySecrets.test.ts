import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { copyHubConnectionString } from '../../src/ui/commands/hub/copyHubConnectionString.ts';
import { copySasToken } from '../../src/ui/commands/identity/copySasToken.ts';
import { copyPolicyConnectionString } from '../../src/ui/commands/policy/copyPolicyConnectionString.ts';
import { copyPolicyKey } from '../../src/ui/commands/policy/copyPolicyKey.ts';
import { hubResourceOf } from '../../src/ui/support/hub/hubResourceOf.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';
import { QuickAnswers } from './quickAnswers.ts';

const clipboard = () => vscode.env.clipboard.readText();

suite('secrets that are copied', () => {
  let world: HubWorld;
  let services: Services;
  let state: MemoryState;
  let answers: QuickAnswers;
  let logged: string[];

  suiteSetup(async () => {
    world = await HubWorld.start();
    await (await world.connect()).client.createDevice('door-1');
  });
  suiteTeardown(() => world[Symbol.asyncDispose]());
  setup(async () => {
    state = new MemoryState();
    logged = [];
    const write = (text: unknown) => void logged.push(String(text));
    const log = { ...world.log, trace: write, debug: write, info: write, warn: write, error: write };
    const { hubs, localHub } = world;
    services = {
      context: { globalState: state },
      hubs,
      localHub,
      log,
      waits: new Waits(world.log),
    } as unknown as Services;
    answers = new QuickAnswers();
    await vscode.env.clipboard.writeText('nothing yet');
  });
  teardown(() => answers[Symbol.dispose]());

  /** What is on the clipboard is nowhere else. */
  async function isNowhereElse(): Promise<void> {
    const secret = await clipboard();
    const key = /SharedAccessKey=(?<key>.+)$/.exec(secret)?.groups?.['key'] ?? secret;
    const elsewhere = [
      state.text,
      world.state.text,
      ...world.secrets.values.values(),
      ...logged,
      ...answers.told,
    ].join();
    assert.ok(!elsewhere.includes(key));
  }

  test('are warned of once, and not copied by whoever does not want to', async () => {
    await copyHubConnectionString.run(services, { hub: world.hub });
    assert.equal(await clipboard(), 'nothing yet');
    answers.button = 'Copy';
    await copyHubConnectionString.run(services, { hub: world.hub });
    assert.match(await clipboard(), /^HostName=localhost:\d+;SharedAccessKeyName=iothubowner;SharedAccessKey=/);
    await copyHubConnectionString.run(services, { hub: world.hub });

    assert.equal(answers.told.length, 2);
    assert.match(answers.told[0] ?? '', /^A connection string is a secret\. Copy it\?.*Clear the clipboard/s);
    await isNowhereElse();
  });

  test('are, of a policy, the key that was asked for', async () => {
    answers.button = 'Copy';
    const { policies } = await hubResourceOf(world.hub);
    const { secondaryKey } = await policies.get('service');
    const copying = copyPolicyKey.run(services, { hub: world.hub });
    await answers.pick(/Shared access policy/, /^service$/);
    await answers.pick(/Key of service to copy/, /Secondary/);
    await copying;

    assert.equal(await clipboard(), secondaryKey.reveal());
    assert.match(answers.told[0] ?? '', /^A key is a secret/);
    await isNowhereElse();
  });

  test('are, of a policy, the connection string with its primary key', async () => {
    answers.button = 'Copy';
    const { policies } = await hubResourceOf(world.hub);
    const { primaryKey } = await policies.get('registryRead');
    await copyPolicyConnectionString.run(services, { hub: world.hub, policyName: 'registryRead' });

    const { hostName } = (await world.connect()).endpoint;
    const expected = `HostName=${hostName};SharedAccessKeyName=registryRead;SharedAccessKey=${primaryKey.reveal()}`;
    assert.equal(await clipboard(), expected);
    await isNowhereElse();
  });

  test('are, of a device, a token for as long as was asked', async () => {
    answers.button = 'Copy';
    const hourS = 3_600;
    const earliest = Math.floor(Date.now() / 1000) + hourS;
    const copying = copySasToken.run(services, { hub: world.hub, deviceId: 'door-1' });
    await answers.pick(/Expires after/, /1 hour/);
    await copying;
    const latest = Math.ceil(Date.now() / 1000) + hourS;

    const token = await clipboard();
    assert.match(token, /^SharedAccessSignature sr=localhost%3A\d+%2Fdevices%2Fdoor-1&/);
    const expires = Number(/&se=(?<at>\d+)/.exec(token)?.groups?.['at']);
    assert.ok(expires >= earliest && expires <= latest);
    await isNowhereElse();
  });
});
