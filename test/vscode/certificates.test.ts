import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { hubResourceOf } from '../../src/ui/support/hub/hubResourceOf.ts';
import { HubNode } from '../../src/ui/tree/hubNode.ts';
import { makeDeviceAuthority } from '../support/deviceCertificate.ts';
import { HubWorld } from './hubWorld.ts';

suite('certificates', () => {
  let world: HubWorld;
  let folder: string;
  const { signal } = new AbortController();

  suiteSetup(async () => {
    world = await HubWorld.start();
    folder = await mkdtemp(join(tmpdir(), 'authority-'));
  });
  suiteTeardown(async () => {
    await rm(folder, { recursive: true, force: true });
    await world[Symbol.asyncDispose]();
  });

  /** What stands under Certificates, as the view would show it. */
  async function shown() {
    const { certificates } = new HubNode(world.hub, world.nodeParts(), () => undefined);
    return (await certificates.children(signal)).map(node => node.item());
  }

  test('are there for a hub that has a resource manager, and lead to the first authority', async () => {
    const node = new HubNode(world.hub, world.nodeParts(), () => undefined);
    assert.ok(node.children().includes(node.certificates));

    const [item] = await shown();
    assert.equal(item?.label, 'No authorities yet. Add one.');
    assert.equal(item.command?.command, 'iotHub.addCertificateAuthority');
  });

  test('are added, verified with the key file, and told by word and shape', async () => {
    const { hub } = world;
    const authority = await makeDeviceAuthority();
    const files = { certificateFile: join(folder, 'factory.pem'), keyFile: join(folder, 'factory-key.pem') };
    await writeFile(files.certificateFile, authority.cert);
    await writeFile(files.keyFile, authority.key);

    await vscode.commands.executeCommand('iotHub.addCertificateAuthority', { hub, ...files, name: 'factory' });
    const [added] = await shown();
    assert.equal(added?.label, 'factory');
    assert.match(String(added.description), /^not verified · expires /);
    assert.equal(added.contextValue, 'certificate.unverified');
    assert.match((added.tooltip as vscode.MarkdownString).value, new RegExp(authority.thumbprint));

    const { certificates } = await hubResourceOf(hub);
    const [listed] = await certificates.list(signal);
    await vscode.commands.executeCommand('iotHub.verifyCertificateAuthority', { hub, authority: listed, ...files });
    const [verified] = await shown();
    assert.ok(verified);
    assert.match(String(verified.description), /^verified · expires /);
    assert.equal((verified.iconPath as vscode.ThemeIcon).id, 'verified');
    assert.equal(verified.command, undefined);
  });
});
