import * as vscode from 'vscode';
import { type PolicyName, policyNames } from '../../../domain/provisioning/reprovisionPolicies.ts';
import type { Choice } from '../pickOne.ts';

/** The policies, each with what it does in one sentence. @param effect what becomes of this enrollment's devices by it. */
export function policyChoices(effect: (name: PolicyName) => string = () => ''): readonly Choice<PolicyName>[] {
  return policyNames.map(value => ({
    label: labelOf(value),
    description: effect(value),
    detail: sentenceOf(value),
    value,
  }));
}

function labelOf(name: PolicyName): string {
  switch (name) {
    case 'migrate':
      return vscode.l10n.t('Re-provision and migrate data');
    case 'reset':
      return vscode.l10n.t('Re-provision and reset to initial config');
    case 'never':
      return vscode.l10n.t('Never re-provision');
    case 'none':
      return vscode.l10n.t('No policy');
  }
}

function sentenceOf(name: PolicyName): string {
  switch (name) {
    case 'migrate':
      return vscode.l10n.t('Gets its hub anew and takes its twin along; its modules are lost.');
    case 'reset':
      return vscode.l10n.t('Gets its hub anew, and the initial twin even if the hub stays the same.');
    case 'never':
      return vscode.l10n.t('Stays on its hub, whatever the allocation says.');
    case 'none':
      return vscode.l10n.t('Stays if its API is 2018-04-01 or older; else moves with its data.');
  }
}
