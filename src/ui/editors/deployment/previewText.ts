import { l10n } from 'vscode';
import type {
  ChangeKind,
  DeploymentRequest,
  PlannedChange,
  PropertyChange,
} from '../../../domain/resources/deployments.ts';
import { resourceLabel } from '../../../domain/resources/resourceId.ts';
import { withoutSecrets } from '../../../domain/resources/withoutKeys.ts';
import { changeKinds, changeWords } from '../../support/deployment/changeWords.ts';

/** What a deployment would do, as a text that is read as it stands or as Markdown. Without secrets. */
export function previewText(request: DeploymentRequest, changes: readonly PlannedChange[]): string {
  const { name, resourceGroup, mode } = request;
  const parts = [
    `# ${l10n.t('What deploying {0} to {1} would do', name, resourceGroup)}`,
    `${modeSentence(mode)} ${l10n.t('In all: {0}. Nothing was changed yet.', changeWords(changes))}`,
    ...changeKinds.flatMap(kind =>
      section(
        kind,
        changes.filter(change => change.kind === kind),
      ),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function modeSentence(mode: DeploymentRequest['mode']): string {
  return mode === 'Complete'
    ? l10n.t('Mode Complete: what the template does not name is deleted from the group.')
    : l10n.t('Mode Incremental: what the template does not name stays as it is.');
}

function section(kind: ChangeKind, changes: readonly PlannedChange[]): readonly string[] {
  if (changes.length === 0) return [];
  return [`## ${headingOf(kind)}`, changes.map(changeLines).join('\n')];
}

function headingOf(kind: ChangeKind): string {
  switch (kind) {
    case 'Delete':
      return l10n.t('DELETED, with all their data');
    case 'Create':
      return l10n.t('Created');
    case 'Modify':
      return l10n.t('Changed');
    case 'Deploy':
      return l10n.t('Deployed: what changes is not told');
    case 'Unsupported':
      return l10n.t('Not known');
    case 'NoChange':
      return l10n.t('As they are to be');
    case 'Ignore':
      return l10n.t('Left alone');
  }
}

function changeLines({ resourceId, properties, unsupportedReason }: PlannedChange): string {
  const reason = unsupportedReason === undefined ? '' : `: ${unsupportedReason}`;
  return [`- ${resourceLabel(resourceId)}${reason}`, ...properties.map(propertyLine)].join('\n');
}

function propertyLine({ path, before, after }: PropertyChange): string {
  return `  - ${path}: ${shown(path, before)} → ${shown(path, after)}`;
}

function shown(path: string, value: unknown): string {
  if (value === undefined || value === null) return l10n.t('nothing');

  return JSON.stringify(withoutSecrets(path.split('.').at(-1) ?? path, value));
}
