import * as vscode from 'vscode';
import type { AccessPolicies } from '../../domain/accessPolicies.ts';
import { hubResourceOf } from '../support/hub/hubResourceOf.ts';
import { withProgress } from '../support/progress.ts';
import type { Services } from '../support/services.ts';
import { managedHubOf } from './managedHubOf.ts';
import type { OfHub } from './pickHub.ts';
import { pick } from './question.ts';

/** A shared access policy of a hub. */
export interface PolicyTarget extends OfHub {
  readonly policyName: string;
}

/** The policy of `node`, or the one that the person picks. */
export async function policyOf(services: Services, node?: Partial<PolicyTarget>): Promise<PolicyTarget | undefined> {
  if (node?.hub && node.policyName !== undefined) return { hub: node.hub, policyName: node.policyName };
  const hub = await managedHubOf(services, node);
  if (!hub) return undefined;

  const policies = await policiesOf({ hub });
  const title = vscode.l10n.t('Loading shared access policies');
  const all = await withProgress(services.waits, title, signal => policies.list(signal));
  const items = all.map(({ name, rights }) => ({ label: name, description: rights.join(', ') }));
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Shared access policy') });
  return picked && { hub, policyName: picked.label };
}

/** @throws ResourceError if the hub has no resource manager. */
export async function policiesOf({ hub }: OfHub): Promise<AccessPolicies> {
  return (await hubResourceOf(hub)).policies;
}

/** Asks for one of the two keys. */
export async function askWhichKey(placeHolder: string) {
  const items = [
    { label: vscode.l10n.t('Primary key'), key: 'primaryKey' },
    { label: vscode.l10n.t('Secondary key'), key: 'secondaryKey' },
  ] as const;
  return (await pick(items, { placeHolder }))?.key;
}
