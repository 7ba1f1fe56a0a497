import * as vscode from 'vscode';
import { type Machine, placeOf } from '../../../domain/resources/compute.ts';
import type { Operation } from '../../../domain/resources/operation.ts';
import type { OperationStep } from '../../../domain/resources/operationStep.ts';
import { askCapture, type Capture } from '../../prompts/machine/askCapture.ts';
import { machineOf, type OfMachine } from '../../prompts/machine/pickMachine.ts';
import type { ResourceScope } from '../../support/azure/resourceScope.ts';
import { watchOperation, watchSteps } from '../../support/azure/watchOperation.ts';
import { defineCommand } from '../command.ts';

export const captureVirtualMachine = defineCommand({
  id: 'iotHub.captureVirtualMachine',
  title: vscode.l10n.t('Capture Virtual Machine'),

  async run(services, node?: Partial<OfMachine>) {
    const target = await machineOf(services, node);
    const capture = target && (await askCapture(target.machine));
    if (!capture) return;

    const { scope, machine } = target;
    const watched = { title: vscode.l10n.t('Capture machine {0}', machine.name), scope };
    if (capture.osState === 'Generalized') {
      await watchSteps(services, { ...watched, steps: generalizedSteps(machine, capture) });
    } else {
      await watchOperation(services, { ...watched, begin: signal => beginVersion(scope, machine, capture, signal) });
    }
  },
});

function beginVersion(
  { resources }: ResourceScope,
  machine: Machine,
  { osState: _osState, ...version }: Capture,
  signal: AbortSignal,
): Promise<Operation> {
  return resources.images.createVersionOfMachine(machine, { ...version, resourceGroup: machine.resourceGroup }, signal);
}

/** A generalized image needs a machine that is stopped and prepared: nobody can start it again. */
function generalizedSteps(captured: Machine, { image: name, label }: Capture): readonly OperationStep[] {
  const machine = placeOf(captured);
  const image = { resourceGroup: captured.resourceGroup, name, label };
  return [
    ...(captured.power === 'deallocated' ? [] : [{ kind: 'deallocate' as const, machine }]),
    ...(captured.isGeneralized ? [] : [{ kind: 'generalize' as const, machine }]),
    { kind: 'createImage', machine, image },
  ];
}
