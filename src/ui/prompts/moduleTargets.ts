import * as vscode from 'vscode';
import type { DeviceTarget, IdentityTarget, ModuleTarget } from '../support/device/deviceTarget.ts';
import type { Services } from '../support/services.ts';
import { withProgress } from '../support/progress.ts';
import { deviceTarget } from './deviceTargets.ts';
import { pickName } from './question.ts';

/** As `deviceTargets`, for what can be done with modules only. Without a node, asks for the device and then for one of its modules. */
export async function moduleTargets(
  services: Services,
  node?: Partial<IdentityTarget>,
  selected: readonly unknown[] = [],
): Promise<readonly ModuleTarget[]> {
  const modules = selected.filter(isModule);
  if (modules.length > 0 && selected.includes(node)) return modules;
  if (isModule(node)) return [node];

  const device = await deviceTarget(services, node);
  const picked = device && (await pickModule(services, device));
  return picked ? [picked] : [];
}

async function pickModule(services: Services, { hub, deviceId }: DeviceTarget): Promise<ModuleTarget | undefined> {
  const { client } = await hub.connect();
  const title = vscode.l10n.t('Reading the modules of {0}', deviceId);
  const modules = await withProgress(services.waits, title, signal => client.listModules(deviceId, signal));
  if (modules.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has no modules.', deviceId));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Module of {0}', deviceId);
  const moduleId = await pickName(
    modules.map(module => module.moduleId),
    { placeHolder },
  );
  return moduleId === undefined ? undefined : { hub, deviceId, moduleId };
}

function isModule(value: unknown): value is ModuleTarget {
  return (
    typeof value === 'object' && value !== null && 'moduleId' in value && value.moduleId !== undefined && 'hub' in value
  );
}
