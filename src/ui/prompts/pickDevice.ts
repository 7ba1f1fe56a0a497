import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { DeviceSelection } from '../../domain/deviceFilter.ts';
import type { DeviceTarget } from '../support/device/deviceTarget.ts';
import type { Hub } from '../support/hub/hub.ts';
import { isCancellation, sentence } from '../support/showFailure.ts';

const shownDevices = 50;
const typingPauseMs = 200;

export interface DevicePick {
  readonly title?: string;
  /** Only these are offered; all devices of the hub if absent. */
  readonly among?: DeviceSelection;
}

/** Asks for a device of `hub`. The hub itself searches by the first characters, so that none is out of reach. */
export async function pickDevice(hub: Hub, { title, among = {} }: DevicePick = {}): Promise<DeviceTarget | undefined> {
  const picker = vscode.window.createQuickPick();
  picker.title = title ?? vscode.l10n.t('Device of {0}', hub.name);
  picker.ignoreFocusOut = true;
  picker.placeholder = vscode.l10n.t('First characters of the device id');
  let search = new AbortController();
  const searchFor = (prefix: string) => {
    search.abort();
    search = new AbortController();
    const selection = prefix === '' ? among : { ...among, idPrefix: prefix };
    void show(picker, hub, selection, search.signal);
  };

  try {
    return await new Promise<DeviceTarget | undefined>(resolve => {
      picker.onDidChangeValue(searchFor);
      picker.onDidAccept(() => {
        const [item] = picker.activeItems;
        if (item) resolve({ hub, deviceId: item.label });
      });
      picker.onDidHide(() => resolve(undefined));
      picker.show();
      searchFor('');
    });
  } finally {
    search.abort();
    picker.dispose();
  }
}

async function show(
  picker: vscode.QuickPick<vscode.QuickPickItem>,
  hub: Hub,
  selection: DeviceSelection,
  signal: AbortSignal,
): Promise<void> {
  picker.busy = true;
  try {
    if (selection.idPrefix !== undefined) await sleep(typingPauseMs, undefined, { signal });
    picker.items = await devicesOf(hub, selection, signal);
    picker.busy = false;
  } catch (error) {
    if (isCancellation(error)) return;
    picker.busy = false;
    picker.placeholder = sentence(error);
  }
}

async function devicesOf(hub: Hub, selection: DeviceSelection, signal: AbortSignal): Promise<vscode.QuickPickItem[]> {
  const { client } = await hub.connect();
  const { items } = await client.listDevices(selection, { pageSize: shownDevices }, signal);

  return items.map(({ deviceId, connectionState, status }) => ({
    label: deviceId,
    description: status === 'disabled' ? vscode.l10n.t('disabled') : connectionWord(connectionState),
  }));
}

function connectionWord(state: 'Connected' | 'Disconnected'): string {
  return state === 'Connected' ? vscode.l10n.t('connected') : vscode.l10n.t('disconnected');
}
