import * as vscode from 'vscode';
import type { RegistrationState, RegistrationSubstatus } from '../../../domain/provisioning/enrollment.ts';
import { timeAgo } from '../localTime.ts';

/** What became of a device's request, in a line: "contoso · moved with its data · 3 min ago". */
export function registrationWords(state: RegistrationState, hubName: (hostName: string) => string): string {
  const hub = state.assignedHub === undefined ? [] : [hubName(state.assignedHub)];
  const at = state.lastUpdatedDateTimeUtc;
  const when = at === undefined ? [] : [timeAgo(at, vscode.env.language)];
  return [...hub, statusWords(state), ...when].join(' · ');
}

function statusWords({ status, substatus, errorMessage }: RegistrationState): string {
  switch (status) {
    case 'assigned':
      return substatus === undefined ? vscode.l10n.t('assigned') : substatusWords(substatus);
    case 'assigning':
      return vscode.l10n.t('assigning');
    case 'unassigned':
      return vscode.l10n.t('not assigned');
    case 'failed':
      return errorMessage === undefined ? vscode.l10n.t('failed') : vscode.l10n.t('failed: {0}', errorMessage);
    case 'disabled':
      return vscode.l10n.t('disabled');
  }
}

function substatusWords(substatus: RegistrationSubstatus): string {
  switch (substatus) {
    case 'initialAssignment':
      return vscode.l10n.t('first assignment');
    case 'deviceDataMigrated':
      return vscode.l10n.t('moved with its data');
    case 'deviceDataReset':
      return vscode.l10n.t('data reset');
    case 'reprovisionedToInitialAssignment':
      return vscode.l10n.t('stayed');
  }
}
