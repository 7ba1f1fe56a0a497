import { l10n, MarkdownString } from 'vscode';
import type { DeviceTwin } from '../../domain/device.ts';
import { type DeviceFact, type DeviceFacts, type DeviceState, isNever } from '../../domain/deviceFacts.ts';
import { lastReboot } from '../../domain/lastReboot.ts';
import { parentOf } from '../../domain/parentScope.ts';
import { fullTime, shortTime, timeAgo } from '../support/localTime.ts';

/** The shape says the state, so that nobody needs the colour. */
export const stateIcons: Readonly<Record<DeviceState, string>> = {
  disabled: 'circle-slash',
  rebooting: 'sync',
  locked: 'lock',
  connected: 'circle-filled',
  disconnected: 'circle-outline',
};

/** An edge device is a machine, and shows its state as one. */
export const edgeIcons: Readonly<Record<DeviceState, string>> = {
  ...stateIcons,
  connected: 'server-process',
  disconnected: 'server-environment',
};

/** State, then the newest fact: `connected · rebooted 10:42`. An edge device says so first. */
export function describeDevice({ state, newest }: DeviceFacts, locale: string, edge = false): string {
  const kind = edge ? [l10n.t('edge')] : [];
  if (state === 'rebooting') return [...kind, l10n.t('waiting for the device to report its reboot time')].join(' · ');

  return [...kind, stateWord(state), ...(newest ? [factWords(newest, locale)] : [])].join(' · ');
}

/** Id, status, connection, last activity, last reboot and parent, times in full. */
export function deviceTooltip(twin: DeviceTwin, facts: DeviceFacts, locale: string): MarkdownString {
  const reboot = lastReboot(twin.reported);
  const parent = parentOf(twin);
  const rows = [
    [l10n.t('Status'), twin.status === 'enabled' ? l10n.t('enabled') : disabledWords(twin.statusReason)],
    [l10n.t('Connection'), twin.connectionState === 'Connected' ? l10n.t('connected') : l10n.t('disconnected')],
    [
      l10n.t('Last activity'),
      isNever(twin.lastActivityTime) ? l10n.t('never') : fullTime(twin.lastActivityTime, locale),
    ],
    [l10n.t('Last reboot'), rebootWords(reboot, facts.state, locale)],
    ...(parent === undefined ? [] : [[l10n.t('Parent'), parent] as const]),
  ] as const;

  const tooltip = new MarkdownString();
  tooltip.appendMarkdown('**').appendText(twin.deviceId).appendMarkdown('**\n\n');
  for (const [name, value] of rows) tooltip.appendText(`${name}: ${value}`).appendMarkdown('\n\n');
  return tooltip;
}

function rebootWords(reboot: string | undefined, state: DeviceState, locale: string): string {
  if (state === 'rebooting') return l10n.t('waiting for the device to report its reboot time');
  return reboot === undefined ? l10n.t('not reported') : fullTime(reboot, locale);
}

function disabledWords(reason: string | undefined): string {
  return reason === undefined ? l10n.t('disabled') : l10n.t('disabled ({0})', reason);
}

function stateWord(state: Exclude<DeviceState, 'rebooting'>): string {
  switch (state) {
    case 'disabled':
      return l10n.t('disabled');
    case 'disconnected':
      return l10n.t('disconnected');
    case 'connected':
    case 'locked':
      return l10n.t('connected');
  }
}

function factWords({ kind, time }: DeviceFact, locale: string): string {
  switch (kind) {
    case 'locked':
      return l10n.t('locked {0}', shortTime(time, locale));
    case 'rebooted':
      return l10n.t('rebooted {0}', shortTime(time, locale));
    case 'lastSeen':
      return l10n.t('last seen {0}', timeAgo(time, locale));
  }
}
