import * as vscode from 'vscode';
import type { MachineAction } from '../../../domain/resources/compute.ts';
import { confirm } from '../../prompts/confirm.ts';
import { machineOf, type OfMachine } from '../../prompts/machine/pickMachine.ts';
import { watchOperation } from '../../support/azure/watchOperation.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

export const startVirtualMachine = defineCommand({
  id: 'iotHub.startVirtualMachine',
  title: vscode.l10n.t('Start Virtual Machine'),

  async run(services, node?: Partial<OfMachine>) {
    const target = await machineOf(services, node, ({ power, isGeneralized }) => power !== 'running' && !isGeneralized);
    if (target) await act(services, target, 'start', vscode.l10n.t('Start machine {0}', target.machine.name));
  },
});

export const deallocateVirtualMachine = defineCommand({
  id: 'iotHub.deallocateVirtualMachine',
  title: vscode.l10n.t('Deallocate Virtual Machine'),

  async run(services, node?: Partial<OfMachine>) {
    const target = await machineOf(services, node, ({ power }) => power !== 'deallocated');
    if (!target) return;

    const { name } = target.machine;
    const agreed = await confirm({
      question: vscode.l10n.t('Stop {0} and give its place back?', name),
      detail: vscode.l10n.t('What runs on it ends. Its disk and its static address stay, and alone are paid for.'),
      action: vscode.l10n.t('Deallocate'),
    });
    if (agreed) await act(services, target, 'deallocate', vscode.l10n.t('Deallocate machine {0}', name));
  },
});

async function act(services: Services, { scope, machine }: OfMachine, action: MachineAction, title: string) {
  const begin = (signal: AbortSignal) => scope.resources.machines.act(machine, action, signal);
  await watchOperation(services, { title, scope, begin });
}
