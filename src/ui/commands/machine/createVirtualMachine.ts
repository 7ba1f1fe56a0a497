import * as vscode from 'vscode';
import { machineDeployment, type NewMachine } from '../../../domain/resources/machineTemplate.ts';
import { askCloudInit } from '../../prompts/machine/askCloudInit.ts';
import { asMachineImage, askMachineImage, type ImageInRegion } from '../../prompts/machine/askMachineImage.ts';
import { askNewMachine } from '../../prompts/machine/askNewMachine.ts';
import { imageOf } from '../../prompts/machine/pickImage.ts';
import { confirm } from '../../prompts/confirm.ts';
import { groupOf, type OfGroup } from '../../prompts/resource/pickGroup.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { showFailure } from '../../support/showFailure.ts';
import { defineCommand } from '../command.ts';

export const createVirtualMachine = defineCommand({
  id: 'iotHub.createVirtualMachine',
  title: vscode.l10n.t('Create Virtual Machine'),

  /** @param node may have the id of an image, of which the machine is made then. */
  async run(services, node?: Partial<OfGroup & { readonly resourceId: string }>) {
    const target = await groupOf(services, node);
    const chosen = target && (await imageFor(services, target, node?.resourceId));
    const machine = chosen && (await ask(services, target, chosen));
    if (!machine) return;

    const { scope } = target;
    const request = machineDeployment(machine);
    const title = vscode.l10n.t('Create machine {0}', machine.name);
    await watchOperation(services, {
      title,
      scope,
      begin: signal => scope.resources.deployments.create(request, signal),
    });
  },
});

async function imageFor(
  services: Services,
  { scope, groupName }: OfGroup,
  imageId: string | undefined,
): Promise<ImageInRegion | undefined> {
  const found = /\/(?:images|versions)\/[^/]+$/i.test(imageId ?? '')
    ? await imageOf(services, { scope, ...(imageId === undefined ? {} : { resourceId: imageId }) })
    : undefined;
  if (found) return (await confirmClone(found.image)) ? asMachineImage(found.image) : undefined;

  const loading = vscode.l10n.t('Loading resource group {0}', groupName);
  const get = (signal: AbortSignal) => scope.resources.groups.get(groupName, signal);
  const { location } = await withProgress(services.waits, loading, get, resourcesViewId);
  const chosen = await askMachineImage(services, scope, location);
  return chosen && (await confirmClone(chosen.image)) ? chosen : undefined;
}

/** Who makes a machine of a specialized image makes the same device once more. */
async function confirmClone({ osState }: { readonly osState: string }): Promise<boolean> {
  if (osState === 'Generalized') return true;
  return confirm({
    question: vscode.l10n.t('Make a machine of a specialized image?'),
    detail: vscode.l10n.t(
      'It is who the captured machine was, with its users, its host name and every key on its disk. A device key among them makes it the same device: both would take turns in throwing each other out of the hub. Give it an identity of its own before it connects.',
    ),
    action: vscode.l10n.t('Go On'),
  });
}

async function ask(
  services: Services,
  { scope, groupName }: OfGroup,
  { image, location }: ImageInRegion,
): Promise<NewMachine | undefined> {
  const { machines, deployments } = scope.resources;
  const wait = <T>(title: string, task: (signal: AbortSignal) => Promise<T>) =>
    withProgress(services.waits, title, task, resourcesViewId);
  const sizes = await wait(vscode.l10n.t('Loading sizes'), signal => machines.sizes(location, signal));
  return askNewMachine({
    resourceGroup: groupName,
    location,
    image,
    sizes: sizes.filter(({ architecture }) => architecture === image.architecture),
    askCloudInit: (draft, place) => askCloudInit(services, draft, place),
    async check(draft) {
      const title = vscode.l10n.t('Checking machine {0}', draft.name);
      try {
        await wait(title, signal => deployments.validate(machineDeployment(draft), signal));
        return true;
      } catch (error) {
        void showFailure(title, error, services.log);
        return false;
      }
    },
  });
}
