import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { EnrollmentAddress } from '../../src/domain/provisioning/enrollmentAddress.ts';
import type { ProvisioningClient } from '../../src/domain/provisioning/provisioningClient.ts';
import { provisionDevice, type Assignment } from '../../src/simulator/provisioning/provisionDevice.ts';
import { deleteEnrollment } from '../../src/ui/commands/provisioning/deleteEnrollment.ts';
import { newEnrollmentGroup } from '../../src/ui/commands/provisioning/newEnrollmentGroup.ts';
import { simulateEnrollment } from '../../src/ui/commands/provisioning/simulateEnrollment.ts';
import type { SimulationSource } from '../../src/ui/panels/simulationSource.ts';
import { Waits } from '../../src/ui/support/hub/waits.ts';
import { EnrollmentCertificates } from '../../src/ui/support/provisioning/enrollmentCertificates.ts';
import type { Services } from '../../src/ui/support/services.ts';
import { sentence } from '../../src/ui/support/showFailure.ts';
import {
  type Certificate,
  makeDeviceAuthority,
  makeDeviceCertificate,
  makeExpiredCertificate,
} from '../support/deviceCertificate.ts';
import { HubWorld } from './hubWorld.ts';
import { instead } from './instead.ts';
import { QuickAnswers } from './quickAnswers.ts';

const { signal } = new AbortController();

suite('simulated devices with certificates', () => {
  let world: HubWorld;
  let services: Services;
  let client: ProvisioningClient;
  let folder: string;
  let answers: QuickAnswers;
  /** The page that was opened last, and its devices. */
  let shown: { readonly source: SimulationSource; readonly ids: readonly string[] } | undefined;

  suiteSetup(async () => {
    world = await HubWorld.startWithProvisioning();
    folder = await mkdtemp(join(tmpdir(), 'certificates-'));
    ({ client } = await world.provisioningService.connect());
    const parts = {
      hubs: world.hubs,
      provisioningServices: world.provisioningServices,
      log: world.log,
      waits: new Waits(world.log),
      enrollmentDocuments: { accept: () => undefined },
      enrollmentCertificates: new EnrollmentCertificates(world.secrets),
      provisioningTree: { refreshEnrollments: () => undefined },
      simulatorPanels: {
        show: (source: SimulationSource, ids: readonly string[]) => (shown = { source, ids }),
      },
    };
    services = parts as unknown as Services;
  });
  setup(() => {
    answers = new QuickAnswers();
    shown = undefined;
  });
  teardown(() => answers[Symbol.dispose]());
  suiteTeardown(async () => {
    services.waits.dispose();
    await rm(folder, { recursive: true, force: true });
    await world[Symbol.asyncDispose]();
  });

  const target = (kind: EnrollmentAddress['kind'], id: string) => ({
    service: world.provisioningService,
    address: { kind, id },
  });
  const create = (kind: EnrollmentAddress['kind'], id: string, { cert }: Certificate) =>
    client.createEnrollment({ kind, id }, newEnrollment(kind, id, { hub: '', policy: 'never', certificate: cert }));

  /** Runs the command and chooses these files. */
  async function chooseFiles(of: ReturnType<typeof target>, certificate: string, key: string): Promise<void> {
    const files = [join(folder, 'device.pem'), join(folder, 'device-key.pem')] as const;
    await writeFile(files[0], certificate);
    await writeFile(files[1], key);
    const left: string[] = [...files];
    using _hand = instead('showOpenDialog', async () => [vscode.Uri.file(left.shift() ?? '')]);
    const done = simulateEnrollment.run(services, of);
    await answers.pick(/^Certificate that simulated devices/, /from files/);
    await Promise.race([done, answerNumbers(of.address.id)]);
    await done;
  }

  /** What is said of these files, for the device door-9. */
  async function refused(certificate: Certificate, key = certificate.key): Promise<string> {
    await chooseFiles(target('individual', 'door-9'), certificate.cert, key);
    return answers.told.at(-1) ?? '';
  }

  /** Those that are kept for the device door-1. */
  const keys = () => [...world.secrets.values.keys()].filter(key => key.endsWith('individual/door-1'));

  async function answerNumbers(id: string): Promise<void> {
    await answers.answer(/^What the registration ids start with/, `${id}-`);
    await answers.answer(/^How many devices/, '2');
  }

  /** Lets a device of the page that was opened ask for its hub, as its process does. */
  async function ask(deviceId: string): Promise<Assignment> {
    const opened = await shown?.source.open();
    const [device] = (await opened?.devices([deviceId], signal)) ?? [];
    assert.ok(device && 'provisioning' in device, JSON.stringify(device));
    const ca = opened?.ca;
    const request = { ...device.provisioning, apiVersion: '2019-03-31', ...(ca === undefined ? {} : { ca }) };
    return provisionDevice(request, signal);
  }

  /** Creates the group "made" by the wizard, with an authority that is made for it. */
  async function makeGroup(): Promise<void> {
    const creating = newEnrollmentGroup.run(services, { service: world.provisioningService });
    await answers.answer(/^Id of the group/, 'made');
    await answers.pick(/^How devices show who they are/, /made here/);
    await answers.pick(/^Hub that the devices get/, /contoso/);
    await answers.pick(/^What becomes of devices that ask again/, /Never/);
    await answers.pick(/^Ready/, /Create/);
    await creating;
  }

  test('of a group whose authority was made with it ask for their hub with no more questions', async () => {
    await makeGroup();
    assert.match(answers.told.at(-1) ?? '', /^Created made\. Its certificate is good for a year\./);

    const simulating = simulateEnrollment.run(services, target('group', 'made'));
    await answers.pick(/^Certificate that simulated devices of made show/, /from before/);
    await answerNumbers('made');
    await simulating;
    assert.deepEqual(shown?.ids, ['made-1', 'made-2']);
    const { assignedHub } = await ask('made-2');
    assert.equal(assignedHub, (await world.connect()).endpoint.hostName);
  });

  test('keep the certificate of their group when another one of its id is refused', async () => {
    const kept = await services.enrollmentCertificates.get(target('group', 'made'));
    const failure = await makeGroup().catch((error: unknown) => error);

    assert.match(sentence(failure), /^Enrollment "made" already exists\. Choose another id/);
    assert.ok(kept);
    assert.deepEqual(await services.enrollmentCertificates.get(target('group', 'made')), kept);
  });

  test('show those of the files that were chosen, with their chain, which are kept in memory alone', async () => {
    const root = await makeDeviceAuthority();
    const below = await makeDeviceAuthority(root);
    await create('group', 'chained', root);
    await chooseFiles(target('group', 'chained'), `${below.key}\n${below.cert}${root.cert}`, below.key);

    assert.equal((await ask('chained-1')).deviceId, 'chained-1');
    const kept = [...world.secrets.values.values()].join();
    assert.ok(!kept.includes(below.cert.trim()));
    assert.ok(!world.state.text.includes('PRIVATE KEY'));
  });

  test('of a group are one alone, if the certificate of one was chosen', async () => {
    const authority = await makeDeviceAuthority();
    const device = await makeDeviceCertificate('gate-7', authority);
    await create('group', 'single', authority);
    await chooseFiles(target('group', 'single'), `${device.cert}${authority.cert}`, device.key);

    assert.deepEqual(shown?.ids, ['gate-7']);
    assert.equal((await ask('gate-7')).deviceId, 'gate-7');
    const [other] = (await (await shown?.source.open())?.devices(['gate-8'], signal)) ?? [];
    assert.match(JSON.stringify(other), /is that of gate-7: only that device can ask/);
  });

  test('get no certificate that expired, is of another device or enrollment, or whose key is another', async () => {
    const device = await makeDeviceCertificate('door-9');
    const other = await makeDeviceCertificate('door-9');
    await create('individual', 'door-9', device);

    assert.match(await refused(await makeExpiredCertificate('door-9')), /^device\.pem: It expired .*Choose one/);
    assert.match(await refused(await makeDeviceCertificate('door-8')), /must be the registration id, door-9\.$/);
    assert.match(await refused(other), /^device\.pem: It is none that the enrollment has/);
    const mismatch = await refused(device, other.key).catch((error: unknown) => error);
    assert.equal(sentence(mismatch), 'The key belongs to another certificate. Choose the key of this one.');
    assert.equal(shown, undefined);
  });

  test('get a new one in the secondary place of the enrollment, which asks before it takes the place of another', async () => {
    const device = await makeDeviceCertificate('door-1');
    await create('individual', 'door-1', device);
    const make = async () => {
      const done = simulateEnrollment.run(services, target('individual', 'door-1'));
      await answers.pick(/^Certificate that simulated devices/, /Make one for the device/);
      await done;
    };
    await make();
    const { certificates } = await client.getEnrollment({ kind: 'individual', id: 'door-1' });
    assert.deepEqual(
      certificates.map(({ path }) => path.at(-1)),
      ['primary', 'secondary'],
    );
    assert.equal((await ask('door-1')).deviceId, 'door-1');

    await make();
    assert.match(answers.told.at(-1) ?? '', /^Replace the secondary certificate of "door-1"\? It is that of /);
    assert.deepEqual((await client.getEnrollment({ kind: 'individual', id: 'door-1' })).certificates, certificates);
  });

  test('leave no key behind when their enrollment is deleted, and say what to do where none is known', async () => {
    assert.equal(keys().length, 1);
    answers.button = 'Delete';
    await deleteEnrollment.run(services, target('individual', 'door-1'));
    assert.deepEqual(keys(), []);

    const authority = await makeDeviceAuthority();
    await create('group', 'unknown', authority);
    await chooseFiles(target('group', 'unknown'), authority.cert, authority.key);
    await services.enrollmentCertificates.forget(target('group', 'unknown'));
    const [device] = (await (await shown?.source.open())?.devices(['unknown-1'], signal)) ?? [];
    assert.match(JSON.stringify(device), /Run Simulate Provisioned Devices on the enrollment/);
  });
});
