import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EnrollmentAddress } from '../../src/domain/provisioning/enrollmentAddress.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { ProvisioningClient } from '../../src/domain/provisioning/provisioningClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import { HubError } from '../../src/domain/hubError.ts';
import type { EnrollmentTarget } from '../../src/ui/support/provisioning/enrollmentTarget.ts';
import { sentence } from '../../src/ui/support/showFailure.ts';
import { ProvisioningServiceNode } from '../../src/ui/tree/provisioning/provisioningServiceNode.ts';
import type { TreeNode } from '../../src/ui/tree/treeNode.ts';
import { editText, marksIn } from './editText.ts';
import { HubWorld } from './hubWorld.ts';
import { settles } from './settles.ts';

const options = { hub: '', policy: 'migrate' } as const;

suite('provisioning', () => {
  let world: HubWorld;
  let client: ProvisioningClient;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    await vscode.workspace.getConfiguration().update('files.autoSave', 'off', true);
    world = await HubWorld.startWithProvisioning();
    ({ client } = await world.provisioningService.connect());
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  suiteTeardown(async () => {
    await vscode.workspace.getConfiguration().update('files.autoSave', undefined, true);
    await world[Symbol.asyncDispose]();
  });

  const create = (address: EnrollmentAddress) =>
    client.createEnrollment(address, newEnrollment(address.kind, address.id, options));

  /** The document of an enrollment, opened as a person does. */
  async function open(address: EnrollmentAddress): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('iotHub.editEnrollment', { service: world.provisioningService, address });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'iothub-enrollment');
    return document;
  }

  suite('in the tree', () => {
    test('is a service with its groups, its individual enrollments and the hubs that it is linked to', async () => {
      await create({ kind: 'group', id: 'tree-doors' });
      await create({ kind: 'individual', id: 'tree-gate' });
      const node = new ProvisioningServiceNode(world.provisioningService, {
        hubs: world.hubs,
        showAgain: () => undefined,
      });

      assert.match(String(node.item().description), /^local, running · \w+$/);
      assert.equal(node.item().contextValue, 'provisioning.local.running');
      assert.deepEqual(labels(node.children()), ['Enrollment Groups', 'Individual Enrollments', 'Linked Hubs']);
      assert.deepEqual(labels(await node.linkedHubs.children(signal)), ['contoso', 'fabrikam']);

      await node.groups.children(signal);
      const group: (TreeNode & EnrollmentTarget) | undefined = node.groups.loaded?.find(
        ({ address }) => address.id === 'tree-doors',
      );
      assert.equal(group?.item().description, "key · by the service's policy · migrates data");
      assert.equal(group.item().contextValue, 'enrollment.group.enabled.symmetricKey');
      assert.deepEqual(labels((await group.children?.(signal)) ?? []), ['No device of this group has asked yet.']);

      await node.individuals.children(signal);
      const gate = node.individuals.loaded?.find(({ address }) => address.id === 'tree-gate');
      assert.match(String(gate?.item().description), /^has not asked yet · key · /);
    });

    test('has a connection string in the secret storage and nowhere else, for a service that was added', async () => {
      const key = Buffer.from('a key that nobody may see').toString('base64');
      const text = `HostName=fabrikam.azure-devices-provisioning.net;SharedAccessKeyName=provisioningserviceowner;SharedAccessKey=${key}`;
      const parsed = parseHubConnectionString(text);
      assert.ok(isHubConnectionString(parsed));

      const service = await world.provisioningServices.add(parsed, { idScope: '0ne00000001' });
      assert.deepEqual([service.name, service.idScope], ['fabrikam', '0ne00000001']);
      assert.ok(!world.state.text.includes(key));
      await world.provisioningServices.remove(service);
      assert.ok(![...world.secrets.values.values()].some(secret => secret.includes(key)));
    });
  });

  suite('documents', () => {
    test('show no keys, are saved, and then have the etag of the service', async () => {
      const address = { kind: 'group', id: 'saved' } as const;
      const created = await create(address);
      const document = await open(address);
      assert.ok(!document.getText().includes('primaryKey'));
      assert.equal(document.languageId, 'json');

      await editText(document, '"tags": {}', '"tags": { "site": "north" }');
      assert.ok(await document.save());
      const saved = await client.getEnrollment(address);
      assert.notEqual(saved.etag, created.etag);
      assert.deepEqual(saved.document['initialTwin'], { tags: { site: 'north' }, properties: { desired: {} } });
      await shows(document, saved.etag);
    });

    test('mark what stands against saving, and are not saved with it', async () => {
      const address = { kind: 'group', id: 'marked' } as const;
      await create(address);
      const document = await open(address);
      await editText(
        document,
        '"provisioningStatus"',
        '"iotHubs": ["north.azure-devices.net"],\n  "provisioningStatus"',
      );
      await settles(() => marksIn(document).some(text => text.startsWith('north.azure-devices.net is not linked')));

      await editText(document, '"enrollmentGroupId": "marked"', '"enrollmentGroupId": "other"');
      await settles(() => marksIn(document).some(text => text.startsWith('The id cannot be edited')));
      assert.equal(await document.save(), false);
    });

    test('mark keys that are not base64, and a TPM in a group', async () => {
      const address = { kind: 'group', id: 'odd' } as const;
      await create(address);
      const document = await open(address);
      const keys =
        '"type": "symmetricKey",\n    "symmetricKey": { "primaryKey": "no base64", "secondaryKey": "c2hvcnQ=" }';
      await editText(document, '"type": "symmetricKey"', keys);
      await settles(() => marksIn(document).some(text => text.startsWith('A key is base64. Leave it out')));
      await settles(() => marksIn(document).some(text => text.startsWith('A key has 16 to 64 bytes. Leave it out')));

      await editText(document, '"type": "symmetricKey"', '"type": "tpm"');
      await settles(() => marksIn(document).some(text => text.startsWith('This is for one device. A group has many')));
      assert.equal(await document.save(), false);
    });

    test("are refused in the service's own words where it has no TPM", async () => {
      const address = { kind: 'individual', id: 'chip' } as const;
      const { etag, document: saved } = await create(address);
      const document = await open(address);
      const tpm = '"type": "tpm", "tpm": { "endorsementKey": "AToAAQ==" }';
      await editText(document, '"type": "symmetricKey"', tpm);
      assert.equal(await document.save(), false);

      const edited = { ...saved, attestation: { type: 'tpm', tpm: { endorsementKey: 'AToAAQ==' } } };
      const failure: unknown = await client.replaceEnrollment(address, edited, etag).catch((error: unknown) => error);
      assert.match(sentence(failure), /has no TPM attestation\. Use symmetric keys or X\.509 certificates/);
      assert.equal((await client.getEnrollment(address)).etag, etag);
    });

    test('that somebody else changed show both versions, and are saved when they are saved again', async () => {
      const address = { kind: 'individual', id: 'conflict' } as const;
      const created = await create(address);
      const document = await open(address);
      const theirs = { ...created.document, deviceId: 'theirs' };
      const { etag } = await client.replaceEnrollment(address, theirs, created.etag);

      await editText(document, '"tags": {}', '"tags": { "site": "mine" }');
      assert.equal(await document.save(), false);
      await shows(document, etag);
      await settles(() => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff);

      assert.ok(await document.save());
      const saved = await client.getEnrollment(address);
      assert.deepEqual(
        [saved.deviceId, saved.document['initialTwin']],
        [undefined, { tags: { site: 'mine' }, properties: { desired: {} } }],
      );
    });
  });

  test('a dry run says that no device has asked, and changes nothing', async () => {
    const address = { kind: 'group', id: 'dry' } as const;
    const { etag } = await create(address);
    await vscode.commands.executeCommand('iotHub.showProvisioningOutcome', {
      service: world.provisioningService,
      address,
    });
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';

    assert.match(text, /^# What would happen if the devices of dry asked again now/);
    assert.match(text, /no device has asked yet.*Nothing was changed/);
    assert.equal((await client.getEnrollment(address)).etag, etag);
  });

  test('an enrollment is disabled and enabled', async () => {
    const address = { kind: 'individual', id: 'switched' } as const;
    await create(address);
    const target = { service: world.provisioningService, address };

    await vscode.commands.executeCommand('iotHub.disableEnrollment', target);
    assert.equal((await client.getEnrollment(address)).provisioningStatus, 'disabled');
    await vscode.commands.executeCommand('iotHub.enableEnrollment', target);
    assert.equal((await client.getEnrollment(address)).provisioningStatus, 'enabled');
  });

  test('a service that does not run says so', async () => {
    await using stopped = await HubWorld.make();
    await stopped.localHub.setProvisioningNames(['gate']);

    assert.equal(stopped.provisioningService.available, false);
    await assert.rejects(stopped.provisioningService.connect(), (error: unknown) => HubError.is(error, 'unreachable'));
  });
});

function labels(nodes: readonly TreeNode[]) {
  return nodes.map(node => node.item().label);
}

/** Waits until the document has this text. */
async function shows(document: vscode.TextDocument, text: string): Promise<void> {
  const isSo = () => document.getText().includes(JSON.stringify(text).slice(1, -1));
  if (isSo()) return;
  await new Promise<void>(resolve => {
    const listening = vscode.workspace.onDidChangeTextDocument(() => {
      if (!isSo()) return;
      listening.dispose();
      resolve();
    });
  });
}
