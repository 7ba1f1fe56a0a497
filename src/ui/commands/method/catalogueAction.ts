import * as vscode from 'vscode';
import type { CatalogueMethod } from '../../../domain/methodCatalogue.ts';
import { confirm } from '../../prompts/confirm.ts';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { nameList } from '../../prompts/nameList.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import type { Services } from '../../support/services.ts';
import { callMethod } from './callMethod.ts';

/** Calls a method of the catalogue on devices, after asking if the catalogue says so. */
export async function runCatalogueMethod(
  services: Services,
  method: CatalogueMethod,
  node?: Partial<DeviceTarget>,
  selected?: readonly unknown[],
): Promise<void> {
  const targets = await deviceTargets(services, node, selected);
  if (targets.length === 0) return;
  if (method.confirm && !(await confirmCall(method, targets))) return;

  const { title: _title, confirm: _confirm, icon: _icon, ...call } = method;
  await callMethod(services, targets, call);
}

function confirmCall(
  { title, methodName, payload }: CatalogueMethod,
  targets: readonly DeviceTarget[],
): Promise<boolean> {
  const [only, ...others] = targets;
  return confirm({
    question:
      only && others.length === 0
        ? vscode.l10n.t('{0}: {1}?', title, only.deviceId)
        : vscode.l10n.t('{0}: {1} devices?', title, targets.length),
    detail: vscode.l10n.t('Calls {0} with {1} on {2}.', methodName, JSON.stringify(payload), nameList(targets)),
    action: title,
  });
}
