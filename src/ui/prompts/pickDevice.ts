import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { DeviceTarget } from '../support/deviceTarget.ts';
import type { Hub } from '../support/hub.ts';
import { isCancellation, sentence } from '../support/showFailure.ts';

const shownDevices = 50;
const typingPauseMs = 200;

/** Asks for a device of `hub`. The hub itself searches by the first characters, so that none is out of reach. */
export async function pickDevice(hub: Hub): Promise<DeviceTarget | undefined> {
  const picker = vscode.window.createQuickPick();
  picker.title = vscode.l10n.t('Device of {0}', hub.name);
  picker.placeholder = vscode.l10n.t('First characters of the device id');
  let search = new AbortController();
  const searchFor = (prefix: string) => {
    search.abort();
    search = new AbortController();
    void show(picker, hub, prefix, search.signal);
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
  prefix: string,
  signal: AbortSignal,
): Promise<void> {
  picker.busy = true;
  try {
    if (prefix !== '') await sleep(typingPauseMs, undefined, { signal });
    picker.items = await devicesLike(hub, prefix, signal);
    picker.busy = false;
  } catch (error) {
    if (isCancellation(error)) return;
    picker.busy = false;
    picker.placeholder = sentence(error);
  }
}

async function devicesLike(hub: Hub, prefix: string, signal: AbortSignal): Promise<vscode.QuickPickItem[]> {
  const { client } = await hub.connect();
  const filter = prefix === '' ? {} : { idPrefix: prefix };
  const { items } = await client.listDevices(filter, { pageSize: shownDevices }, signal);

  return items.map(({ deviceId, connectionState, status }) => ({
    label: deviceId,
    description: status === 'disabled' ? vscode.l10n.t('disabled') : connectionWord(connectionState),
  }));
}

function connectionWord(state: 'Connected' | 'Disconnected'): string {
  return state === 'Connected' ? vscode.l10n.t('connected') : vscode.l10n.t('disconnected');
}
