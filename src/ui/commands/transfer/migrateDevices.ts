import * as vscode from 'vscode';
import { type ExistingDevices, migratedCount, migrationStart } from '../../../domain/transfer/migration.ts';
import { migrationText } from '../../editors/transfer/migrationText.ts';
import { confirm } from '../../prompts/confirm.ts';
import { type OfHub, hubOf, pickHub } from '../../prompts/pickHub.ts';
import { pick } from '../../prompts/question.ts';
import type { Hub } from '../../support/hub/hub.ts';
import { withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import type { Migration, UnfinishedMigration } from '../../support/transfer/migrations.ts';
import { count } from '../../support/transfer/transferProgress.ts';
import { defineCommand } from '../command.ts';

/** Brings the devices of a hub to another one: first a dry run, then, when a person says so, for real. */
export const migrateDevices = defineCommand({
  id: 'iotHub.migrateDevices',
  title: vscode.l10n.t('Migrate Devices'),

  async run(services, node?: Partial<OfHub>) {
    const { unfinished } = services.migrations;
    const goOn = unfinished ? await askToGoOn(unfinished) : 'new';
    if (unfinished && goOn === 'on') return migrate(services, unfinished);
    if (goOn !== 'new') return undefined;

    const migration = await askMigration(services, node);
    if (!migration) return undefined;
    const { from, to } = migration;
    const title = vscode.l10n.t('Comparing {0} with {1}', from.name, to.name);
    const outcome = await withProgress(services.waits, title, (signal, say) =>
      services.migrations.dryRun(migration, signal, say),
    );
    const planned = { ...migration, checkpoint: migrationStart };
    const command = 'iotHub.runMigration';
    await services.transferReports.show({
      title: vscode.l10n.t('Migration to {0} dry run', to.name),
      hubName: from.name,
      text: migrationText(migration, outcome, 'planned'),
      actions: [{ command, title: vscode.l10n.t('$(play) Migrate Now…'), arguments: [planned] }],
    });
    services.migrations.planned = planned;
    return undefined;
  },
});

/** Runs the migration of a dry run, after it was said what that means. */
export const runMigration = defineCommand({
  id: 'iotHub.runMigration',
  title: vscode.l10n.t('Run Migration After Dry Run'),

  async run(services, given?: UnfinishedMigration) {
    const planned = given ?? services.migrations.planned;
    if (!planned) {
      await vscode.commands.executeCommand('iotHub.migrateDevices');
      return;
    }
    const { from, to, existing } = planned;
    const agreed = await confirm({
      question: vscode.l10n.t('Migrate the devices of {0} to {1}?', from.name, to.name),
      detail:
        existing === 'overwrite'
          ? vscode.l10n.t(
              "Devices that are different in {0} lose their keys, tags and desired properties there. This can't be undone. {1} is not changed.",
              to.name,
              from.name,
            )
          : vscode.l10n.t(
              'They get the same keys, tags, desired properties and modules. {0} is not changed.',
              from.name,
            ),
      action: vscode.l10n.t('Migrate'),
    });
    if (agreed) await migrate(services, planned);
  },
});

async function migrate(services: Services, migration: UnfinishedMigration): Promise<void> {
  const { from, to } = migration;
  const title = vscode.l10n.t('Migrating devices of {0} to {1}', from.name, to.name);
  services.migrations.planned = undefined;
  const done = await withProgress(services.waits, title, (signal, say) =>
    services.migrations.run(migration, signal, say),
  );
  services.hubTree.refresh(services.hubTree.nodeOf(to));
  await services.transferReports.show({
    title: vscode.l10n.t('Migration to {0}', to.name),
    hubName: from.name,
    text: migrationText(migration, done, 'done'),
    actions: [],
  });
}

async function askToGoOn({ from, to, checkpoint }: UnfinishedMigration): Promise<'on' | 'new' | undefined> {
  const words = vscode.l10n.t(
    '{0} to {1}, {2} devices and modules done',
    from.name,
    to.name,
    count(migratedCount(checkpoint)),
  );
  const items = [
    {
      label: vscode.l10n.t('Go on with the migration that was not finished'),
      description: words,
      choice: 'on' as const,
    },
    { label: vscode.l10n.t('Begin another one'), choice: 'new' as const },
  ];
  return (await pick(items, { title: vscode.l10n.t('Migrate Devices') }))?.choice;
}

async function askMigration(services: Services, node?: Partial<OfHub>): Promise<Migration | undefined> {
  const from = await hubOf(services, node);
  const to = from && (await askTarget(services, from));
  const existing = to && (await askExisting(to));
  return existing && { from, to, existing };
}

async function askTarget({ hubs }: Services, from: Hub): Promise<Hub | undefined> {
  const others = hubs.list().filter(hub => hub.available && hub.id !== from.id);
  if (others.length > 0) return pickHub(others, vscode.l10n.t('Hub that the devices of {0} go to', from.name));

  const add = vscode.l10n.t('Add Hub…');
  const text = vscode.l10n.t('There is no other hub to migrate to. Add one, or make another local hub.');
  if ((await vscode.window.showInformationMessage(text, add)) === add) {
    await vscode.commands.executeCommand('iotHub.addHub');
  }
  return undefined;
}

async function askExisting(to: Hub): Promise<ExistingDevices | undefined> {
  const items = [
    {
      label: vscode.l10n.t('Leave them alone'),
      description: vscode.l10n.t('they are listed'),
      existing: 'leave' as const,
    },
    {
      label: vscode.l10n.t('Overwrite them'),
      description: vscode.l10n.t('with keys, tags and desired properties of the source'),
      existing: 'overwrite' as const,
    },
  ];
  const placeHolder = vscode.l10n.t('Devices that exist in {0} and are different there', to.name);
  return (await pick(items, { placeHolder }))?.existing;
}
