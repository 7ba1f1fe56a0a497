import * as vscode from 'vscode';
import type { DeviceDataFates, Fate, ProvisioningRule } from '../../../domain/provisioning/decideProvisioning.ts';
import type { ForecastProblem, ForecastTotals } from '../../../domain/provisioning/forecast.ts';

/** "3 move · 7 stay"; of no devices, that there are none. */
export function totalsWords({ moving, staying, resetting, open, refused }: ForecastTotals): string {
  const words = [
    ...(moving > 0 ? [vscode.l10n.t('{0} move', moving)] : []),
    ...(staying > 0 ? [vscode.l10n.t('{0} stay', staying)] : []),
    ...(resetting > 0 ? [vscode.l10n.t('{0} stay and are reset', resetting)] : []),
    ...(open > 0 ? [vscode.l10n.t('{0} move or stay', open)] : []),
    ...(refused > 0 ? [vscode.l10n.t('{0} are refused', refused)] : []),
  ];
  return words.length === 0 ? vscode.l10n.t('no device has asked yet') : words.join(' · ');
}

/** Which rule decided what becomes of a device, as a sentence. */
export function ruleSentence(rule: ProvisioningRule): string {
  switch (rule) {
    case 'firstAssignment':
      return vscode.l10n.t('It has no hub yet, so that no policy counts.');
    case 'migratePolicy':
      return vscode.l10n.t('The policy of the enrollment is to re-provision and migrate data.');
    case 'resetPolicy':
      return vscode.l10n.t('The policy of the enrollment is to re-provision and reset to the initial config.');
    case 'neverPolicy':
      return vscode.l10n.t('The policy of the enrollment is never to re-provision.');
    case 'oldApiVersion':
      return vscode.l10n.t('The enrollment has no policy, and the API of the device is of before there were any.');
    case 'newApiVersion':
      return vscode.l10n.t(
        'The enrollment has no policy, and the API of the device is a newer one: as if to migrate data.',
      );
  }
}

export function refusalSentence(problem: ForecastProblem): string {
  switch (problem.kind) {
    case 'disabled':
      return vscode.l10n.t('It would be refused: the enrollment is disabled.');
    case 'noHub':
      return vscode.l10n.t('It would be refused: no hub is linked.');
    case 'notLinked':
      return vscode.l10n.t('It would be refused: {0} is not linked to the service.', problem.hostName);
    case 'currentNotLinked':
      return vscode.l10n.t(
        'It would be refused and stay where it is: its hub {0} is not linked to the service any more. Link it again.',
        problem.hostName,
      );
    case 'notOneHub':
      return vscode.l10n.t('It would be refused: the allocation is "static", and names {0} hubs.', problem.count);
    case 'noWebhook':
      return vscode.l10n.t('It would be refused: the allocation is "custom", and names no webhook.');
  }
}

export function fateWord(fate: Fate): string {
  switch (fate) {
    case 'initial':
      return vscode.l10n.t('begins as the enrollment says');
    case 'kept':
      return vscode.l10n.t('kept');
    case 'migrated':
      return vscode.l10n.t('taken along');
    case 'reset':
      return vscode.l10n.t('reset to what the enrollment says');
    case 'lost':
      return vscode.l10n.t('lost');
  }
}

/** The parts of what a hub has of a device, in words. */
export function partWord(part: keyof DeviceDataFates): string {
  switch (part) {
    case 'tags':
      return vscode.l10n.t('tags');
    case 'desired':
      return vscode.l10n.t('desired properties');
    case 'reported':
      return vscode.l10n.t('reported properties');
    case 'capabilities':
      return vscode.l10n.t('capabilities');
    case 'modules':
      return vscode.l10n.t('modules and their twins');
    case 'cloudToDeviceMessages':
      return vscode.l10n.t('messages that wait for it');
  }
}
