import { l10n } from 'vscode';
import type { DeviceTarget } from '../support/device/deviceTarget.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { Services } from '../support/services.ts';
import type { HintedCall } from './hintedCall.ts';

/** Calls to offer for a device: its own last ones, then those of other devices of its hub, then the catalogue. */
export function callHints(
  { methodHistory, catalogue }: Services,
  { hub, deviceId }: DeviceTarget,
): readonly HintedCall[] {
  const [own, others] = [true, false].map(mine =>
    methodHistory
      .runs(hub.id)
      .filter(({ answers }) => answers.some(answer => answer.deviceId === deviceId) === mine)
      .map(({ call }) => call),
  );

  return [
    ...(own ?? []).map(call => ({ group: l10n.t('Called on {0}', deviceId), icon: 'history', call })),
    ...(others ?? []).map(call => ({ group: l10n.t('Called on other devices'), icon: 'history', call })),
    ...catalogueHints(catalogue),
  ];
}

/** Calls to offer for any devices of a hub: the catalogue, then what was called there last. */
export function hubHints({ methodHistory, catalogue }: Services, hub: Hub): readonly HintedCall[] {
  return [
    ...catalogueHints(catalogue),
    ...methodHistory.runs(hub.id).map(({ call }) => ({ group: l10n.t('Called before'), icon: 'history', call })),
  ];
}

function catalogueHints({ methods }: Services['catalogue']): readonly HintedCall[] {
  return methods.map(({ title: _title, confirm: _confirm, icon, ...call }) => ({
    group: l10n.t('Catalogue'),
    icon,
    call,
  }));
}
