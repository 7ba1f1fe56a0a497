import * as vscode from 'vscode';
import type { Machine } from '../../../domain/resources/compute.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { groupOf, type OfGroup } from '../resource/pickGroup.ts';
import type { OfScope } from '../resource/pickScope.ts';

/** What carries a machine: its node. */
export interface OfMachine extends OfScope {
  readonly machine: Machine;
}

/** The machine of `node`, or the one that the person picks among those that `fits`. */
export async function machineOf(
  services: Services,
  node?: Partial<OfMachine & OfGroup>,
  fits: (machine: Machine) => boolean = () => true,
): Promise<OfMachine | undefined> {
  const { scope, machine } = node ?? {};
  if (scope && machine) return { scope, machine };

  const target = await groupOf(services, node);
  if (!target) return undefined;
  const { groupName } = target;
  const list = (signal: AbortSignal) => target.scope.resources.machines.list(groupName, signal);
  const loading = vscode.l10n.t('Loading machines');
  const machines = (await withProgress(services.waits, loading, list, resourcesViewId)).filter(fits);
  if (machines.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no machine of which this can be done.', groupName),
    );
    return undefined;
  }
  const items = machines.map(each => ({
    label: each.name,
    description: `${each.power} · ${each.size}`,
    machine: each,
  }));
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Virtual machine') });
  return picked && { scope: target.scope, machine: picked.machine };
}
