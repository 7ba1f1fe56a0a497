import { l10n } from 'vscode';
import type { Checkpoint } from '../../../domain/transfer/migration.ts';
import type { Migration } from '../../support/transfer/migrations.ts';
import { section, table } from './dryRunText.ts';

/** The document of a migration: what it would do, or did. */
export function migrationText(
  { from, to, existing }: Migration,
  { counts, unmigrated }: Checkpoint,
  state: 'planned' | 'done',
): string {
  const planned = state === 'planned';
  return [
    planned
      ? l10n.t('Dry run: devices of {0} to {1}', from.name, to.name)
      : l10n.t('Migration: devices of {0} to {1}', from.name, to.name),
    planned
      ? l10n.t('Nothing was changed yet. Keys are compared when the migration runs, and not before.')
      : l10n.t('Devices connect to {0} once they get its host name.', to.name),
    l10n.t('Devices with certificates of an authority need that authority in {0}, too.', to.name),
    '',
    ...table([
      [planned ? l10n.t('Would be created') : l10n.t('Created'), counts.created],
      [planned ? l10n.t('Would be overwritten') : l10n.t('Overwritten'), counts.overwritten],
      [l10n.t('Are the same there already'), counts.same],
      [
        existing === 'leave' ? l10n.t('Are different there, and left alone') : l10n.t('Are different there'),
        counts.conflicts,
      ],
      [l10n.t('Failed'), counts.failed],
    ]),
    ...section(
      l10n.t('Not migrated, or not whole'),
      counts.conflicts + counts.failed,
      unmigrated.map(({ label, reason }) => `${label}: ${reason}`),
    ),
  ].join('\n');
}
