import assert from 'node:assert/strict';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { ProvisioningService } from '../../src/ui/support/provisioning/provisioningService.ts';
import { ProvisioningServiceNode } from '../../src/ui/tree/provisioning/provisioningServiceNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { HubWorld } from './hubWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';

/** Commands of the Provisioning view that belong to others, too. */
const ofOthers = ['startLocalHub', 'showLog', 'signInToAzure', 'chooseSubscriptions', 'openInPortal'];

interface Row {
  readonly command: string;
  /** Asked of somebody who has two services, `gate` and `quay`: which one, unless said. */
  readonly first?: RegExp;
  /** Asked once `gate` was picked. */
  readonly second?: RegExp;
  /** What there is to choose from then. */
  readonly choices?: readonly RegExp[];
  /** Said once `gate` was picked, because there is nothing to choose. */
  readonly says?: RegExp;
}

const enrollment = /^Enrollment of gate$/;

/** `gate` has the group `doors`, which is disabled, and `hatch`, which is enabled; both have keys. */
const rows: readonly Row[] = [
  { command: 'addProvisioningService', first: /^Connection string of a policy of the service/ },
  { command: 'newLocalProvisioningService', first: /^Name of the service, which is linked to all local hubs/ },
  { command: 'createProvisioningService', first: /^Name of the service, which is the first part of its host name/ },
  { command: 'removeProvisioningService' },
  { command: 'deleteProvisioningService' },
  { command: 'copyIdScope' },
  { command: 'copyProvisioningConnectionString' },
  { command: 'loadMoreEnrollments', says: /^All is shown of the lists of gate that you have opened\.$/ },
  { command: 'linkHub', says: /^There is no other hub to link to gate/ },
  { command: 'unlinkHub', second: /^Linked hub$/, choices: [/^contoso · weight 1$/, /^fabrikam · weight 1$/] },
  { command: 'setHubWeight', second: /^Linked hub$/ },
  { command: 'setAllocationPolicy', second: /^Hub that devices get whose enrollment does not say/ },
  { command: 'newEnrollmentGroup', second: /^Id of the group/ },
  { command: 'newEnrollment', second: /^Registration id: what the device calls itself/ },
  {
    command: 'editEnrollment',
    second: enrollment,
    choices: [/^doors · group · disabled · key · /, /^hatch · one device · key · /],
  },
  { command: 'enableEnrollment', second: enrollment, choices: [/^doors · group/] },
  { command: 'disableEnrollment', second: enrollment, choices: [/^hatch · one device/] },
  { command: 'deleteEnrollment', second: enrollment },
  { command: 'copyEnrollmentKey', second: enrollment, choices: [/^doors/, /^hatch/] },
  { command: 'copyDerivedKey', second: enrollment, choices: [/^doors/] },
  { command: 'regenerateEnrollmentKeys', second: enrollment, choices: [/^doors/, /^hatch/] },
  { command: 'setEnrollmentCertificate', says: /^gate has no enrollment with certificates yet\.$/ },
  { command: 'setReprovisionPolicy', second: enrollment },
  { command: 'showProvisioningOutcome', second: enrollment },
  { command: 'deleteRegistration', second: enrollment },
  { command: 'moveDevices', second: enrollment },
  { command: 'simulateEnrollment', second: enrollment },
];

suite('commands of the Provisioning view, run by the palette with nothing selected,', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  suiteSetup(async () => {
    const world = await HubWorld.make();
    await world.localHub.setNames(['contoso', 'fabrikam']);
    await world.localHub.setProvisioningNames(['gate', 'quay']);
    await world.localHub.start();
    const nodeOf = (service: ProvisioningService) =>
      new ProvisioningServiceNode(service, { hubs: world.hubs, showAgain: () => undefined });
    resources = ResourceWorld.of(world, { provisioningTree: { nodeOf } });
    const { client } = await world.provisioningService.connect();
    const options = { hub: '', policy: 'migrate' } as const;
    const group = { ...newEnrollment('group', 'doors', options), provisioningStatus: 'disabled' };
    await client.createEnrollment({ kind: 'group', id: 'doors' }, group);
    await client.createEnrollment({ kind: 'individual', id: 'hatch' }, newEnrollment('individual', 'hatch', options));
  });
  suiteTeardown(() => resources[Symbol.asyncDispose]());
  setup(() => {
    answers = new QuickAnswers();
  });
  teardown(() => answers[Symbol.dispose]());

  const run = (command: string) => resources.run(`iotHub.${command}`);

  test('are all among those that are tried here, but for Refresh, which needs no question', () => {
    const { contributes } = extensionUnderTest().packageJSON as {
      contributes: { menus: Readonly<Record<string, readonly { command?: string; when?: string }[]>> };
    };
    const entries = [...(contributes.menus['view/item/context'] ?? []), ...(contributes.menus['view/title'] ?? [])];
    const ofView = entries
      .filter(({ when = '' }) => /iotHub\.provisioning\b|\|provisioning\)/.test(when))
      .map(({ command = '' }) => command.replace('iotHub.', ''));
    const tried = new Set([...rows.map(({ command }) => command), ...ofOthers, 'refreshProvisioning']);

    assert.deepEqual(
      [...new Set(ofView)].filter(command => !tried.has(command)),
      [],
    );
  });

  for (const { command, first = /^Provisioning service$/, second, choices = [], says } of rows) {
    test(`ask for what they need: ${command}`, async () => {
      const done = run(command);
      if (second ?? says) await answers.pick(first, /^gate$/);
      if (second) {
        const shown = choices.length === 0 ? [] : await answers.choices(second);
        assert.equal(shown.length, choices.length, shown.join('\n'));
        for (const [index, choice] of choices.entries()) assert.match(shown[index] ?? '', choice);
      }
      if (!says) await answers.escape(second ?? first);
      await done;
      assert.match(answers.told.join('\n'), says ?? /^$/);
    });
  }
});

suite('without any provisioning service', () => {
  test('Remove Provisioning Service says that there is none to remove', async () => {
    await using resources = ResourceWorld.of(await HubWorld.make());
    using answers = new QuickAnswers();
    await resources.run('iotHub.removeProvisioningService');

    assert.match(answers.told.at(-1) ?? '', /^The list has no local provisioning service/);
  });
});
