import * as vscode from 'vscode';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { pick } from '../question.ts';
import { type OfScope, scopeOf } from './pickScope.ts';

/** What carries a resource group: its node. */
export interface OfGroup extends OfScope {
  readonly groupName: string;
}

/** The resource group of `node`, or the one that the person picks. */
export async function groupOf(services: Services, node?: Partial<OfGroup>): Promise<OfGroup | undefined> {
  const scope = await scopeOf(services, node);
  if (!scope || node?.groupName !== undefined) return scope && { scope, groupName: node?.groupName ?? '' };

  const loading = vscode.l10n.t('Loading resource groups');
  const groups = await withProgress(
    services.waits,
    loading,
    signal => scope.resources.groups.list(signal),
    resourcesViewId,
  );
  const items = groups.map(({ name, location }) => ({ label: name, description: location }));
  const placeHolder = vscode.l10n.t('Resource group');
  const picked = await pick(items, { placeHolder });
  return picked && { scope, groupName: picked.label };
}
