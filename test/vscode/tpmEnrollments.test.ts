import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Secret } from '../../src/domain/secret.ts';
import { copyEnrollmentKey } from '../../src/ui/commands/provisioning/copyEnrollmentKey.ts';
import { simulateEnrollment } from '../../src/ui/commands/provisioning/simulateEnrollment.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import type { ProvisioningService } from '../../src/ui/support/provisioning/provisioningService.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { sentence } from '../../src/ui/support/showFailure.ts';
import { EnrollmentListNode } from '../../src/ui/tree/provisioning/enrollmentListNode.ts';
import { answer, FaultyHub } from '../wire/faultyHub.ts';
import { HubWorld } from './hubWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';

const address = { kind: 'individual', id: 'chip' } as const;
const tpm = { endorsementKey: 'AToAAQALAAMAsgAg', storageRootKey: null };
/** An enrollment with a TPM, as services in Azure have them and local ones do not. */
const chip = { registrationId: 'chip', etag: '"1"', provisioningStatus: 'enabled', attestation: { type: 'tpm', tpm } };
/** What a service gives for the keys of an enrollment that has none. */
const attestation = { type: 'tpm', tpm };

suite('enrollments with a TPM, of a service that has them', () => {
  let folder: string;

  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tpm-'));
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  test('are shown and opened, and it is said what cannot be done with them', async () => {
    await using world = await HubWorld.make();
    await using server = await FaultyHub.open(
      answer(200, [chip]),
      answer(200, chip),
      answer(200, chip),
      answer(200, attestation),
    );
    const service = await added(world, server, folder);
    using answers = new QuickAnswers();
    const target = { service, address };
    const services = { waits: new Waits(world.log), context: { globalState: world.state } } as unknown as Services;

    const parts = { hubs: world.hubs, showAgain: () => undefined };
    const list = new EnrollmentListNode(
      { id: 'gate', parent: undefined, item: () => new vscode.TreeItem('gate') },
      service,
      'individual',
      parts,
    );
    const [node] = await list.children(new AbortController().signal);
    assert.match(String(node?.item().description), /^has not asked yet · TPM · /);
    assert.equal(node?.item().contextValue, 'enrollment.individual.enabled.tpm');

    await vscode.commands.executeCommand('iotHub.editEnrollment', target);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /"endorsementKey": "AToAAQALAAMAsgAg"/);

    await simulateEnrollment.run(services, target);
    assert.equal(answers.told.at(-1), 'Devices with a TPM cannot be simulated: their keys never leave it.');
    const failure = await copyEnrollmentKey.run(services, target).catch((error: unknown) => error);
    assert.match(sentence(failure), /^"chip" has no keys that you can use\./);
    services.waits.dispose();
  });
});

/** A service that was added by its connection string. */
async function added(world: HubWorld, { server, ca }: FaultyHub, folder: string): Promise<ProvisioningService> {
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, ca);
  const { port } = server.address() as AddressInfo;
  const sharedAccessKey = new Secret(Buffer.alloc(32).toString('base64'));
  const policy = { sharedAccessKeyName: 'provisioningserviceowner', sharedAccessKey };
  return world.provisioningServices.add(
    { hostName: `localhost:${port}`, ...policy },
    { idScope: '0ne00000001', caFile },
  );
}
