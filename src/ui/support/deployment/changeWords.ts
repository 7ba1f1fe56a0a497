import { l10n } from 'vscode';
import type { ChangeKind, PlannedChange } from '../../../domain/resources/deployments.ts';
import { resourceLabel } from '../../../domain/resources/resourceId.ts';

/** The kinds of changes in the order in which people should read of them. */
export const changeKinds: readonly ChangeKind[] = [
  'Delete',
  'Create',
  'Modify',
  'Deploy',
  'Unsupported',
  'NoChange',
  'Ignore',
];

/** "1 to create, 2 to change" */
export function changeWords(changes: readonly PlannedChange[]): string {
  const words = changeKinds.flatMap(kind => {
    const count = changes.filter(change => change.kind === kind).length;
    return count === 0 ? [] : [countWords(kind, count)];
  });
  return words.length === 0 ? l10n.t('nothing to do') : words.join(', ');
}

/** What is deleted, by name; empty if nothing is. */
export function deletedNames(changes: readonly PlannedChange[]): string {
  return changes
    .filter(({ kind }) => kind === 'Delete')
    .map(({ resourceId }) => resourceLabel(resourceId))
    .join(', ');
}

function countWords(kind: ChangeKind, count: number): string {
  switch (kind) {
    case 'Delete':
      return l10n.t('{0} to DELETE', count);
    case 'Create':
      return l10n.t('{0} to create', count);
    case 'Modify':
      return l10n.t('{0} to change', count);
    case 'Deploy':
      return l10n.t('{0} to deploy', count);
    case 'Unsupported':
      return l10n.t('{0} of which it is not known', count);
    case 'NoChange':
      return l10n.t('{0} as they are to be', count);
    case 'Ignore':
      return l10n.t('{0} left alone', count);
  }
}
