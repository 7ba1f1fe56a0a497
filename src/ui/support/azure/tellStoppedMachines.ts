import * as vscode from 'vscode';
import type { Machine } from '../../../domain/resources/compute.ts';
import { logText } from '../showFailure.ts';
import type { Services } from '../services.ts';
import type { OperationRecord } from './operations.ts';
import { managerOf, type ResourceScope } from './resourceScope.ts';

type Parts = Pick<Services, 'operations' | 'localHub' | 'azureAccounts' | 'log'>;

/**
 * A capture for many stops its machine and prepares it before it makes the image. If it fails on the way, says what the
 * machine is then, and offers to start it, or to go on.
 */
export function tellStoppedMachines(parts: Parts): vscode.Disposable {
  return parts.operations.onDidEnd(record => void tell(parts, record));
}

async function tell(parts: Parts, { failure, origin, steps }: OperationRecord): Promise<void> {
  const place = steps?.left.find(step => step.kind === 'createImage')?.machine;
  if (failure === undefined || !place || !steps) return;

  const { subscriptionId } = steps;
  try {
    const manager = await managerOf(origin, parts);
    const resources = manager.in(subscriptionId);
    const machine = await resources.machines.get(place);
    await offer({ subscriptionId, displayName: subscriptionId, manager, resources, origin }, machine);
  } catch (error) {
    parts.log.warn(logText(error));
  }
}

async function offer(scope: ResourceScope, machine: Machine): Promise<void> {
  const { name, isGeneralized, power } = machine;
  if (!isGeneralized && power === 'running') return;

  const [text, action, command] = isGeneralized
    ? [
        vscode.l10n.t('{0} is stopped and generalized: it cannot be started, and its image is not made yet.', name),
        vscode.l10n.t('Capture It…'),
        'iotHub.captureVirtualMachine',
      ]
    : [
        vscode.l10n.t('{0} was not captured, and is stopped.', name),
        vscode.l10n.t('Start It'),
        'iotHub.startVirtualMachine',
      ];
  const answer = await vscode.window.showWarningMessage(text, action);
  if (answer === action) await vscode.commands.executeCommand(command, { scope, machine });
}
