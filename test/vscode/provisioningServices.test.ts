import assert from 'node:assert/strict';
import { createProvisioningService } from '../../src/ui/commands/provisioning/createProvisioningService.ts';
import { deleteProvisioningService } from '../../src/ui/commands/provisioning/deleteProvisioningService.ts';
import { linkHub } from '../../src/ui/commands/provisioning/linkHub.ts';
import { unlinkHub } from '../../src/ui/commands/provisioning/unlinkHub.ts';
import { newEnrollment } from '../../src/domain/provisioning/newEnrollment.ts';
import type { ProvisioningService } from '../../src/ui/support/provisioning/provisioningService.ts';
import { AzureWorld } from './azureWorld.ts';
import { HubWorld } from './hubWorld.ts';
import { QuickAnswers } from './quickAnswers.ts';
import { ResourceWorld } from './resourceWorld.ts';
import { Typing } from './typing.ts';

suite('provisioning services as resources of this machine', () => {
  let resources: ResourceWorld;
  let answers: QuickAnswers;

  suiteSetup(async () => {
    resources = ResourceWorld.of(await HubWorld.startWithProvisioning());
  });
  suiteTeardown(() => resources[Symbol.asyncDispose]());
  setup(() => {
    answers = new QuickAnswers();
  });
  teardown(() => answers[Symbol.dispose]());

  const listed = () => resources.world.provisioningServices.list();
  const serviceOf = (name: string): ProvisioningService => {
    const service = listed().find(one => one.name === name);
    assert.ok(service, `${name} is not listed.`);
    return service;
  };
  const hostNameOf = async (name: string) => {
    const hub = resources.world.hubs.list().find(one => one.name === name);
    return (await hub?.connect())?.endpoint.hostName;
  };
  /** The hubs of a service with their weights. */
  const links = async (name: string) => {
    const { resource } = await serviceOf(name).connect();
    return (await resource?.allocation())?.linkedHubs.map(hub => [hub.hostName, hub.allocationWeight]);
  };
  /** When the list has a service of this name, or has none any more. */
  const listChanges = (isSo: () => boolean) =>
    new Promise<void>(resolve => {
      const check = () => {
        if (!isSo()) return;
        listening.dispose();
        resolve();
      };
      const listening = resources.world.provisioningServices.onDidChange(check);
      check();
    });

  test('are refused a name that another one has, while it is typed', async () => {
    using typing = new Typing('gate');
    await createProvisioningService.run(resources.services, { scope: resources.scope });

    assert.match(typing.problems.join(), /'gate' is not available/);
  });

  test('are made in a new resource group, linked to the hubs that are chosen, and stand in the list by themselves', async () => {
    using _typing = new Typing('quay');
    const done = createProvisioningService.run(resources.services, { scope: resources.scope });
    await answers.pick(/^Resource group/, /New Resource Group/);
    await answers.answer(/^Name of the new resource group/, 'harbour');
    await answers.pick(/^Region/, /West Europe/);
    await answers.pickMany(/^Hubs to which the service may send devices/, [/fabrikam/]);
    await done;

    assert.deepEqual(await links('quay'), [[await hostNameOf('fabrikam'), 1]]);
    assert.match(serviceOf('quay').idScope ?? '', /^0ne/);
    const { client } = await serviceOf('quay').connect();
    assert.deepEqual((await client.listEnrollments('group', { pageSize: 1 })).items, []);
  });

  test('are linked to one more hub with a weight, and to one less', async () => {
    using _typing = new Typing('7');
    const linking = linkHub.run(resources.services, { service: serviceOf('quay') });
    await answers.pick(/^Hub to which quay may send devices/, /contoso/);
    await linking;
    const [contoso, fabrikam] = await Promise.all(['contoso', 'fabrikam'].map(hostNameOf));
    assert.deepEqual(await links('quay'), [
      [contoso, 7],
      [fabrikam, 1],
    ]);
    await linkHub.run(resources.services, { service: serviceOf('quay') });
    assert.match(answers.told.at(-1) ?? '', /^There is no other hub to link to quay/);

    answers.button = 'Unlink';
    await unlinkHub.run(resources.services, { service: serviceOf('quay'), hostName: fabrikam ?? '' });
    assert.match(answers.told.at(-1) ?? '', /^Unlink "fabrikam" from quay\? Devices that are on the hub stay there/);
    assert.deepEqual(await links('quay'), [[contoso, 7]]);
  });

  test('that others make by the resource manager are listed with nobody asking, and vanish as they are deleted', async () => {
    const { provisioningServices } = resources.scope.resources;
    const place = { name: 'terraformed', resourceGroup: 'local' };
    await (await provisioningServices.create({ ...place, location: 'local', links: [] })).ended();
    await listChanges(() => listed().some(({ name, available }) => name === place.name && available));

    await (await provisioningServices.delete(place)).ended();
    await listChanges(() => !listed().some(({ name }) => name === place.name));
  });

  test('are found in their resource group again after the local hub restarted', async () => {
    const { localHub } = resources.world;
    await localHub.stop();
    await localHub.start();

    assert.equal((await links('quay'))?.length, 1);
  });

  test('are deleted once their name was typed, which says what is lost with them', async () => {
    const { client } = await serviceOf('quay').connect();
    await client.createEnrollment(
      { kind: 'group', id: 'doors' },
      newEnrollment('group', 'doors', { hub: '', policy: 'migrate' }),
    );
    using wrong = new Typing('bay');
    await deleteProvisioningService.run(resources.services, { service: serviceOf('quay') });
    assert.match(wrong.prompts.join(), /^With it go the enrollments doors, with their keys and registrations\./);
    assert.match(wrong.problems.join(), /^Type quay/);

    using _right = new Typing('quay');
    await deleteProvisioningService.run(resources.services, { service: serviceOf('quay') });
    assert.deepEqual(
      listed().map(({ name }) => name),
      ['gate'],
    );
  });
});

suite('provisioning services as resources of Azure', () => {
  let azure: AzureWorld;
  let resources: ResourceWorld;

  suiteSetup(async () => {
    azure = await AzureWorld.start();
    azure.accounts.next = azure.account('ada@contoso.com');
    await azure.world.accounts.signIn();
    await azure.world.localHub.start();
    resources = ResourceWorld.of(azure.world, { azureSubscriptions: azure.subscriptions });
    await azure.world.localHub.stop();
  });
  suiteTeardown(() => azure[Symbol.asyncDispose]());

  test('are made and deleted without a selection, by the account that sees the subscription', async () => {
    using answers = new QuickAnswers();
    const [subscription] = await azure.subscriptions.shown();
    assert.ok(subscription);
    using typing = new Typing('quay', 'quay');
    const creating = createProvisioningService.run(resources.services);
    await answers.pick(/^Resource group/, /^local$/);
    await answers.pick(/^Region/, /West Europe/);
    await answers.accept(/^Hubs to which the service may send devices/);
    await creating;
    const [listing] = await subscription.resources.provisioningServices.list();
    assert.equal(listing?.name, 'quay');
    const service = azure.world.provisioningServices.azure.of(listing, subscription);
    const { resource } = (await service?.connect()) ?? {};
    assert.equal((await resource?.allocation())?.linkedHubs.length, 1);
    assert.ok(azure.world.provisioningServices.list().some(({ name }) => name === 'quay'));

    const deleting = deleteProvisioningService.run(resources.services);
    await answers.pick(/^Provisioning service/, /^quay$/);
    await deleting;
    assert.match(typing.prompts.at(-1) ?? '', /^It has no enrollments\./);
    assert.deepEqual(await subscription.resources.provisioningServices.list(), []);
    assert.ok(!azure.world.provisioningServices.list().some(({ name }) => name === 'quay'));
    for (const secret of azure.secrets) assert.ok(!azure.world.state.text.includes(secret));
  });
});
