import * as vscode from 'vscode';
import { type Machine, placeOf } from '../../../domain/resources/compute.ts';
import { madeForTag } from '../../../domain/resources/machineTemplate.ts';
import type { OperationStep } from '../../../domain/resources/operationStep.ts';
import { resourceLabel } from '../../../domain/resources/resourceId.ts';
import type { Resource } from '../../../domain/resources/resourceManager.ts';
import { machineOf, type OfMachine } from '../../prompts/machine/pickMachine.ts';
import { confirmByName } from '../../prompts/resource/confirmByName.ts';
import { watchSteps } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import { defineCommand } from '../command.ts';

export const deleteVirtualMachine = defineCommand({
  id: 'iotHub.deleteVirtualMachine',
  title: vscode.l10n.t('Delete Virtual Machine'),

  async run(services, node?: Partial<OfMachine>) {
    const target = await machineOf(services, node);
    if (!target) return;

    const { scope, machine } = target;
    const { groups } = scope.resources;
    const list = (signal: AbortSignal) => groups.resourcesIn(machine.resourceGroup, signal);
    const loading = vscode.l10n.t('Loading resources');
    const resources = await withProgress(services.waits, loading, list, resourcesViewId);
    const madeForIt = networkOf(machine, resources);
    const title = vscode.l10n.t('Delete machine {0}', machine.name);
    if (!(await confirmByName({ title, name: machine.name, cost: costOf(machine, madeForIt) }))) return;

    const steps: readonly OperationStep[] = [
      { kind: 'deleteMachine', machine: placeOf(machine) },
      ...madeForIt.map(({ id }) => ({ kind: 'deleteNetworkPart' as const, id })),
    ];
    await watchSteps(services, { title, scope, steps });
  },
});

/** What was made for a machine and is tagged so: its network, then the group of rules that the network may use. */
function networkOf({ name }: Machine, resources: readonly Resource[]): readonly Resource[] {
  const order = ['microsoft.network/virtualnetworks', 'microsoft.network/networksecuritygroups'];
  return order.flatMap(type =>
    resources.filter(resource => resource.type.toLowerCase() === type && resource.tags[madeForTag] === name),
  );
}

function costOf({ dyingPartIds, partIds }: Machine, madeForIt: readonly Resource[]): string {
  const dying = [...dyingPartIds, ...madeForIt.map(({ id }) => id)].map(resourceLabel);
  const staying = partIds.filter(id => !dyingPartIds.includes(id)).map(resourceLabel);
  const gone =
    dying.length === 0
      ? vscode.l10n.t('Nothing else goes with it.')
      : vscode.l10n.t('With it go {0}, their public address and all data on its disk.', dying.join(', '));
  return staying.length === 0 ? gone : vscode.l10n.t('{0} {1} stay, and are paid for.', gone, staying.join(', '));
}
