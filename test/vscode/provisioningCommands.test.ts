import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { derivedKey } from '../../src/azure/provisioning/derivedKey.ts';
import { HubError } from '../../src/domain/hubError.ts';
import type { EnrollmentAddress, EnrollmentKind } from '../../src/domain/provisioning/enrollmentAddress.ts';
import type { EnrollmentRecord } from '../../src/domain/provisioning/enrollmentRecord.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { ProvisioningClient } from '../../src/domain/provisioning/provisioningClient.ts';
import { copyDerivedKey } from '../../src/ui/commands/provisioning/copyDerivedKey.ts';
import { copyEnrollmentKey } from '../../src/ui/commands/provisioning/copyEnrollmentKey.ts';
import { deleteEnrollment } from '../../src/ui/commands/provisioning/deleteEnrollment.ts';
import { newEnrollmentGroup } from '../../src/ui/commands/provisioning/newEnrollmentGroup.ts';
import { regenerateEnrollmentKeys } from '../../src/ui/commands/provisioning/regenerateEnrollmentKeys.ts';
import { setAllocationPolicy } from '../../src/ui/commands/provisioning/setAllocationPolicy.ts';
import { setEnrollmentCertificate } from '../../src/ui/commands/provisioning/setEnrollmentCertificate.ts';
import { setHubWeight } from '../../src/ui/commands/provisioning/setHubWeight.ts';
import { setReprovisionPolicy } from '../../src/ui/commands/provisioning/setReprovisionPolicy.ts';
import { EnrollmentCertificates } from '../../src/ui/support/provisioning/enrollmentCertificates.ts';
import { forecastBase, forecastWith } from '../../src/ui/support/provisioning/forecastBase.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { logText, sentence } from '../../src/ui/support/showFailure.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import { certificateLines } from '../../src/ui/tree/provisioning/certificateLines.ts';
import { ProvisioningServiceNode } from '../../src/ui/tree/provisioning/provisioningServiceNode.ts';
import { makeDeviceAuthority, makeDeviceCertificate, makeExpiredCertificate } from '../support/deviceCertificate.ts';
import { HubWorld } from './hubWorld.ts';
import { MemoryState } from './memory.ts';
import { instead } from './instead.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { provisionDevice } from './provisionDevice.ts';

suite('commands on enrollments', () => {
  let world: HubWorld;
  let services: Services;
  let client: ProvisioningClient;
  let node: ProvisioningServiceNode;
  let folder: string;
  let answers: QuickAnswers;

  suiteSetup(async () => {
    world = await HubWorld.startWithProvisioning();
    folder = await mkdtemp(join(tmpdir(), 'enrollments-'));
    ({ client } = await world.provisioningService.connect());
    node = new ProvisioningServiceNode(world.provisioningService, { hubs: world.hubs, showAgain: () => undefined });
    const parts = {
      context: { globalState: new MemoryState() },
      hubs: world.hubs,
      provisioningServices: world.provisioningServices,
      log: world.log,
      waits: new Waits(world.log),
      enrollmentDocuments: { accept: () => undefined },
      enrollmentCertificates: new EnrollmentCertificates(world.secrets),
      provisioningTree: {
        nodeOf: () => node,
        refresh: (shown: { forget(): void }) => shown.forget(),
        refreshEnrollments: () => undefined,
      },
      hubTree: { nodeOf: () => ({ devices: undefined }), refresh: () => undefined },
    };
    services = parts as unknown as Services;
  });
  setup(() => {
    answers = new QuickAnswers();
  });
  teardown(() => answers[Symbol.dispose]());
  suiteTeardown(async () => {
    services.waits.dispose();
    await rm(folder, { recursive: true, force: true });
    await world[Symbol.asyncDispose]();
  });

  const create = (kind: EnrollmentKind, id: string, more: object = {}): Promise<EnrollmentRecord> =>
    client.createEnrollment({ kind, id }, { ...newEnrollment(kind, id, { hub: '', policy: 'never' }), ...more });
  const target = (address: EnrollmentAddress) => ({ service: world.provisioningService, address });

  /** Sets the primary certificate of an enrollment from a file, and gives what is said before it is set. */
  async function setCertificate(address: EnrollmentAddress, content: string): Promise<string> {
    const file = join(folder, 'certificate.pem');
    await writeFile(file, content);
    using hand = new QuickAnswers();
    using _files = choosing(file);
    hand.button = 'Use Certificate';
    const done = setEnrollmentCertificate.run(services, target(address));
    await hand.pick(/^Certificate to set/, /Primary/);
    await done;
    return hand.told.join();
  }

  test('take a certificate from a file, once its thumbprint and its end were shown', async () => {
    const { address } = await create('group', 'certified');
    const authority = await makeDeviceAuthority();
    const asked = await setCertificate(address, authority.cert);

    assert.match(asked, /^Use the certificate of .*Valid until .*SHA-1/s);
    assert.ok(asked.includes(authority.thumbprint));
    const { certificates } = await client.getEnrollment(address);
    const [line = ''] = certificateLines(certificates, Date.now(), 'en');
    assert.match(line, /: valid until /);
    assert.ok(line.includes(authority.thumbprint));
  });

  test('refuse a certificate that expired, one that may not sign, and a file without one', async () => {
    const { address, etag } = await create('group', 'refusing');
    const expired = await makeExpiredCertificate('refusing-1');
    const device = await makeDeviceCertificate('refusing-1');

    assert.match(
      await setCertificate(address, expired.cert),
      /^certificate\.pem: It expired .*Choose one that is valid/,
    );
    assert.match(await setCertificate(address, device.cert), /^certificate\.pem: It may not sign others/);
    assert.match(await setCertificate(address, 'no certificate'), /^certificate\.pem: It has no certificate/);
    assert.equal((await client.getEnrollment(address)).etag, etag);
  });

  test('replace one key and leave the other, and copy keys and those derived from them', async () => {
    const { address } = await create('group', 'keyed');
    const before = await client.enrollmentKeys(address);
    answers.button = 'Replace';
    const done = regenerateEnrollmentKeys.run(services, target(address));
    await answers.pick(/^Key to replace/, /Primary/);
    await done;
    assert.match(answers.told[0] ?? '', /cannot ask again\. This can't be undone/);
    const after = await client.enrollmentKeys(address);
    assert.notEqual(after.primaryKey.reveal(), before.primaryKey.reveal());
    assert.equal(after.secondaryKey.reveal(), before.secondaryKey.reveal());

    answers.button = 'Copy';
    await copyEnrollmentKey.run(services, target(address));
    assert.equal(await vscode.env.clipboard.readText(), after.primaryKey.reveal());
    const registration = { service: world.provisioningService, registrationId: 'door-1', groupId: address.id };
    await copyDerivedKey.run(services, registration);
    assert.equal(await vscode.env.clipboard.readText(), derivedKey(after.primaryKey, 'door-1').reveal());
    assert.equal(answers.told.filter(text => text.startsWith('A key is a secret')).length, 1);
  });

  test('show what becomes of the devices by each policy, and set the one that is chosen', async () => {
    const hosts = (await client.getEnrollment((await create('group', 'policies')).address)) && (await hostNames());
    const address = { kind: 'group', id: 'policies' } as const;
    const { document, etag } = await client.getEnrollment(address);
    await client.replaceEnrollment(
      address,
      { ...document, allocationPolicy: 'static', iotHubs: [hosts[0] ?? ''] },
      etag,
    );
    await provisionDevice(world.provisioningService, address, 'policies-1');
    const now = await client.getEnrollment(address);
    await client.replaceEnrollment(address, { ...now.document, iotHubs: [hosts[1] ?? ''] }, now.etag);

    const base = await forecastBase(services.hubs, target(address), new AbortController().signal);
    const moves = (['migrate', 'reset', 'never', 'none'] as const).map(policy =>
      forecastWith(base, { policy }).map(({ outcome }) => outcome.kind === 'decided' && outcome.decision.leaves),
    );
    assert.deepEqual(moves, [[hosts[0]], [hosts[0]], [undefined], [hosts[0]]]);

    const done = setReprovisionPolicy.run(services, target(address));
    await answers.pick(/^What becomes of devices that ask again/, /reset to initial config/);
    await done;
    const { reprovisionPolicy } = await client.getEnrollment(address);
    assert.deepEqual(reprovisionPolicy, { updateHubAssignment: true, migrateDeviceData: false });
  });

  test('delete an enrollment, and its devices from their hubs only if that is wanted, too', async () => {
    for (const [id, buttons] of [
      ['left', ['Delete']],
      ['gone', ['Delete', 'Delete from Hubs']],
    ] as const) {
      const { address } = await create('group', id);
      const { assignedHub, deviceId } = await provisionDevice(world.provisioningService, address, `${id}-1`);
      answers.button = buttons;
      await deleteEnrollment.run(services, target(address));

      await assert.rejects(client.getEnrollment(address), (error: unknown) => HubError.is(error, 'enrollmentNotFound'));
      assert.equal(await isOn(assignedHub, deviceId), id === 'left');
    }
    assert.match(answers.told[0] ?? '', /One device cannot be provisioned again\. It stays on its hub/);
    assert.match(answers.told[1] ?? '', /^Delete the device from its hub, too\?.*twins and modules are lost/);
  });

  test('say why a group of an id that is taken cannot be created, with what the service said in the log', async () => {
    await create('group', 'taken');
    const done = newEnrollmentGroup.run(services, { service: world.provisioningService });
    await answers.answer(/^Id of the group/, 'taken');
    await answers.pick(/^How devices show who they are/, /Symmetric key/);
    await answers.pick(/^Hub that the devices get/, /All linked hubs/);
    await answers.pick(/^What becomes of devices that ask again/, /Never/);
    await answers.pick(/^Ready/, /Create/);

    assert.equal(
      sentence(await done.catch(thrown)),
      'Enrollment "taken" already exists. Choose another id, or edit that one.',
    );
    await create('individual', 'taken-1');
    assert.equal(
      sentence(await create('individual', 'taken-1').catch(thrown)),
      'Enrollment "taken-1" already exists. Choose another id, or edit that one.',
    );
  });

  test('say what the service says of a hub that is not linked, and of a key that is not base64', async () => {
    const unlinked = await create('group', 'unlinked', { iotHubs: ['north.azure-devices.net'] }).catch(thrown);
    assert.match(sentence(unlinked), /north\.azure-devices\.net/);
    assert.match(logText(unlinked), /"errorCode":400/);
    const symmetricKey = { primaryKey: 'no base64', secondaryKey: 'nor this' };
    const attestation = { type: 'symmetricKey', symmetricKey };
    const badKey = await create('individual', 'bad-key', { attestation }).catch(thrown);
    assert.match(sentence(badKey), /base64/i);
  });

  test('tell and set how the service allocates', async () => {
    const { signal } = new AbortController();
    const words = async () =>
      (await node.linkedHubs.children(signal)).map(child => [child.item().label, child.item().description]);
    assert.deepEqual(await words(), [
      ['contoso', 'weight 1 · 50 % of the devices'],
      ['fabrikam', 'weight 1 · 50 % of the devices'],
    ]);

    const [, fabrikam] = await node.linkedHubs.children(signal);
    using _weight = typing('3');
    await setHubWeight.run(services, fabrikam as unknown as { hostName: string });
    assert.deepEqual((await words())[1], ['fabrikam', 'weight 3 · 75 % of the devices']);
    assert.equal(node.linkedHubs.item().description, '2 · by weight');

    const done = setAllocationPolicy.run(services, node);
    await answers.pick(/^Hub that devices get whose enrollment does not say/, /Lowest latency/);
    await done;
    assert.deepEqual((await words())[0], ['contoso', 'latency not known']);
    assert.equal(node.linkedHubs.item().description, '2 · by latency');
  });

  async function hostNames(): Promise<readonly string[]> {
    const connections = await Promise.all(world.hubs.list().map(hub => hub.connect()));
    return connections.map(({ endpoint }) => endpoint.hostName);
  }

  async function isOn(hostName: string, deviceId: string): Promise<boolean> {
    const connections = await Promise.all(world.hubs.list().map(hub => hub.connect()));
    const hub = connections.find(({ endpoint }) => endpoint.hostName === hostName);
    return (
      hub !== undefined &&
      (await hub.client.getTwin(deviceId).then(
        () => true,
        () => false,
      ))
    );
  }
});

const thrown = (error: unknown) => error;

/** A person who chooses this file. */
function choosing(file: string): Disposable {
  return instead('showOpenDialog', async () => [vscode.Uri.file(file)]);
}

/** A person who types this text. */
function typing(text: string): Disposable {
  return instead('showInputBox', async () => text);
}
