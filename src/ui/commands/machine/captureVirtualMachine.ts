import * as vscode from 'vscode';
import type { Machine } from '../../../domain/resources/compute.ts';
import type { Operation } from '../../../domain/resources/operation.ts';
import { askCapture, type Capture } from '../../prompts/machine/askCapture.ts';
import { machineOf, type OfMachine } from '../../prompts/machine/pickMachine.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import { defineCommand } from '../command.ts';

export const captureVirtualMachine = defineCommand({
  id: 'iotHub.captureVirtualMachine',
  title: vscode.l10n.t('Capture Virtual Machine'),

  async run(services, node?: Partial<OfMachine>) {
    const target = await machineOf(services, node);
    const capture = target && (await askCapture(target.machine));
    if (!capture) return;

    const { scope, machine } = target;
    const title = vscode.l10n.t('Capture machine {0}', machine.name);
    await watchOperation(services, { title, scope, begin: signal => begin(scope, machine, capture, signal) });
    services.resourceTree.refresh();
  },
});

/** A generalized image needs a machine that is stopped and prepared: nobody can start it again. */
async function begin(
  { resources }: ResourceScope,
  machine: Machine,
  { osState, gallery, image, version, label, description }: Capture,
  signal: AbortSignal,
): Promise<Operation> {
  const { images, machines } = resources;
  const { resourceGroup } = machine;
  if (osState === 'Specialized') {
    return images.createVersionOfMachine(
      machine,
      { resourceGroup, gallery, image, version, label, description },
      signal,
    );
  }
  if (!machine.isGeneralized) {
    if (machine.power !== 'deallocated') await (await machines.act(machine, 'deallocate', signal)).ended(signal);
    await machines.generalize(machine, signal);
  }
  return images.createOfMachine(machine, { resourceGroup, name: image, label }, signal);
}
