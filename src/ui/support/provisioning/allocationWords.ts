import * as vscode from 'vscode';
import type { LinkedHub, ServiceAllocation } from '../../../domain/provisioning/candidateHubs.ts';
import type { AllocationPolicy } from '../../../domain/provisioning/enrollment.ts';

/** How hubs are chosen, in a word or two. @param policy absent for an enrollment that leaves it to its service. */
export function allocationWords(policy: AllocationPolicy | undefined): string {
  switch (policy) {
    case 'hashed':
      return vscode.l10n.t('by weight');
    case 'geoLatency':
      return vscode.l10n.t('by latency');
    case 'static':
      return vscode.l10n.t('fixed');
    case 'custom':
      return vscode.l10n.t('by webhook');
    case undefined:
      return vscode.l10n.t("by the service's policy");
  }
}

/** What part a linked hub has in allocation, in a line: "weight 3 · 75 % of the devices". */
export function linkWords(
  { hostName, allocationWeight, applyAllocationPolicy }: LinkedHub,
  { allocationPolicy, linkedHubs }: ServiceAllocation,
  latenciesMs: ReadonlyMap<string, number> | undefined,
): string {
  if (!applyAllocationPolicy) return vscode.l10n.t('only where an enrollment names it');

  const weight = vscode.l10n.t('weight {0}', allocationWeight);
  const latency = latenciesMs?.get(hostName.toLowerCase());
  if (allocationPolicy === 'hashed') return `${weight} · ${shareWords(allocationWeight, linkedHubs)}`;
  if (allocationPolicy === 'geoLatency' && latenciesMs) {
    return latency === undefined ? vscode.l10n.t('latency not known') : vscode.l10n.t('{0} ms', latency);
  }
  return weight;
}

function shareWords(weight: number, linkedHubs: readonly LinkedHub[]): string {
  const weights = linkedHubs.filter(hub => hub.applyAllocationPolicy).map(hub => hub.allocationWeight);
  const total = weights.reduce((sum, one) => sum + one, 0);
  return vscode.l10n.t('{0} % of the devices', Math.round((100 * weight) / Math.max(total, 1)));
}
