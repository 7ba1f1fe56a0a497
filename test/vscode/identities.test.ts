import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { HubError } from '../../src/domain/hubError.ts';
import { identityLabel } from '../../src/domain/identityAddress.ts';
import { parentOf } from '../../src/domain/parentScope.ts';
import { certificateFilesIn } from '../../src/ui/support/device/certificateFiles.ts';
import { createAuthenticated } from '../../src/ui/support/device/createAuthenticated.ts';
import { FileProblem } from '../../src/ui/support/fileProblem.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { ModuleNode } from '../../src/ui/tree/moduleNode.ts';
import { HubWorld } from './hubWorld.ts';

suite('identities', () => {
  let world: HubWorld;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await world[Symbol.asyncDispose]();
  });

  async function deviceNode(deviceId: string) {
    const { devices } = new HubNode(world.hub, world.nodeParts(), () => undefined);
    await devices.children(signal);
    const node = devices.find(deviceId);
    assert.ok(node);
    return node;
  }

  test('show as documents without keys', async () => {
    const { client } = await world.connect();
    const { primaryKey } = await client.createDevice('door-017');
    await vscode.commands.executeCommand('iotHub.showIdentity', { hub: world.hub, deviceId: 'door-017' });
    const document = vscode.window.activeTextEditor?.document;

    assert.equal(document?.uri.path, '/contoso/door-017 identity.json');
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), false);
    assert.ok(!document.getText().includes(primaryKey?.reveal() ?? ''));
    assert.match(document.getText(), /"primaryKey": "\*\*\*"/);
  });

  test('of many devices are disabled with one reason, and enabled again', async () => {
    const { client } = await world.connect();
    await client.createDevices(['lamp-1', 'lamp-2'].map(deviceId => ({ deviceId })));
    const targets = ['lamp-1', 'lamp-2'].map(deviceId => ({ hub: world.hub, deviceId, reason: 'stolen' }));

    await vscode.commands.executeCommand('iotHub.disableDevice', targets[0], targets);
    for (const { deviceId } of targets) {
      const { status, statusReason } = await client.getDevice(deviceId);
      assert.deepEqual([status, statusReason], ['disabled', 'stolen']);
    }
    await vscode.commands.executeCommand('iotHub.enableDevice', targets[0], targets);
    for (const { deviceId } of targets) assert.equal((await client.getDevice(deviceId)).status, 'enabled');
  });

  test('of edge devices are told by word and shape, and are parents of others', async () => {
    const { client } = await world.connect();
    await client.createDevice({ deviceId: 'gateway', iotEdge: true });
    await client.createDevice('leaf');
    const leaf = { hub: world.hub, deviceId: 'leaf', parentId: 'gateway' };
    await vscode.commands.executeCommand('iotHub.setParent', leaf);

    const edge = (await deviceNode('gateway')).item();
    assert.equal(edge.description, 'edge · disconnected');
    assert.equal((edge.iconPath as vscode.ThemeIcon).id, 'server-environment');
    assert.equal(edge.contextValue, 'device.disconnected.edge.sas');
    const child = (await deviceNode('leaf')).item();
    assert.equal(child.contextValue, 'device.disconnected.child.sas');
    assert.match((child.tooltip as vscode.MarkdownString).value.replaceAll('&nbsp;', ' '), /Parent: gateway/);

    await vscode.commands.executeCommand('iotHub.removeParent', leaf);
    assert.equal(parentOf(await client.getDevice('leaf')), undefined);
  });

  test('of modules stand under their device, and their twins open', async () => {
    const { client } = await world.connect();
    await client.createDevice('hall');
    const empty = await deviceNode('hall');
    const [message] = await empty.children(signal);
    assert.equal(message?.item().command?.command, 'iotHub.createModule');

    for (const moduleId of ['lamp', 'camera']) await client.createModule({ deviceId: 'hall', moduleId });
    empty.forget();
    const modules = await empty.children(signal);
    assert.deepEqual(
      modules.map(module => module instanceof ModuleNode && identityLabel(module)),
      ['hall/camera', 'hall/lamp'],
    );
    const item = modules[0]?.item();
    assert.equal(item?.description, 'module · disconnected');
    assert.equal(item.contextValue, 'module.disconnected.sas');
    assert.equal(item.accessibilityInformation?.label, 'Module camera, module · disconnected');

    await vscode.commands.executeCommand('iotHub.showTwin', modules[0]);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, '/contoso/hall/camera.twin.json');
  });

  test('with a certificate that is made have its key in a file that only its owner can read', async () => {
    const { client } = await world.connect();
    await using folder = await temporaryFolder();
    const files = certificateFilesIn(folder.path, 'safe:1');
    await createAuthenticated({ id: 'safe:1', signIn: { kind: 'newCertificate', files } }, authentication =>
      client.createDevice({ deviceId: 'safe:1', authentication }),
    );
    const certificate = new X509Certificate(await readFile(files.certificate));
    const { authenticationType, primaryThumbprint } = await client.getDevice('safe:1');

    assert.deepEqual(
      [authenticationType, primaryThumbprint],
      ['selfSigned', certificate.fingerprint256.replaceAll(':', '')],
    );
    assert.equal(certificate.subject, 'CN=safe:1');
    assert.ok(certificate.checkPrivateKey(createPrivateKey(await readFile(files.privateKey))));
    assert.equal((await stat(files.privateKey)).mode & 0o777, 0o600);
  });

  test('that are not created leave no certificate, and a folder that is not there is named', async () => {
    const { client } = await world.connect();
    await client.createDevice('taken');
    await using folder = await temporaryFolder();
    const create = (path: string) => {
      const files = certificateFilesIn(path, 'taken');
      return createAuthenticated({ id: 'taken', signIn: { kind: 'newCertificate', files } }, authentication =>
        client.createDevice({ deviceId: 'taken', authentication }),
      );
    };

    await assert.rejects(create(folder.path), (error: unknown) => HubError.is(error, 'deviceExists'));
    await assert.rejects(stat(certificateFilesIn(folder.path, 'taken').privateKey), { code: 'ENOENT' });
    await assert.rejects(create(join(folder.path, 'nowhere')), FileProblem);
  });
});

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'identities-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
