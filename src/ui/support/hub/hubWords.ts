import { l10n } from 'vscode';
import type { Hub } from './hub.ts';

/** How a hub or a provisioning service that is not local is reached. */
export function connectionWords({ kind, connectedBy }: Pick<Hub, 'kind' | 'connectedBy'>): string {
  if (kind !== 'azure') return l10n.t('added, by key');
  return connectedBy === 'key' ? l10n.t('Azure, by key') : l10n.t('Azure, with Entra ID');
}
