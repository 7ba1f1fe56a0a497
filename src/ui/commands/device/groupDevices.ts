import * as vscode from 'vscode';
import { QueryError } from '../../../domain/query/queryError.ts';
import { readProperty } from '../../../domain/query/readProperty.ts';
import { columnName, columnsOf } from '../../../domain/queryResult/rowColumns.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { askLine, pick } from '../../prompts/question.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

interface GroupingItem extends vscode.QuickPickItem {
  /** Absent where none shall be, `'ask'` for one that is typed. */
  readonly path: readonly string[] | 'ask' | undefined;
}

/** Groups the devices of a hub in the tree by a tag, by their status, or by what they are. */
export const groupDevices = defineCommand({
  id: 'iotHub.groupDevices',
  title: vscode.l10n.t('Group Devices'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    const picked = hub && (await pickGrouping(services, hub));
    if (!hub || !picked) return;

    const path = picked.path === 'ask' ? await askProperty() : picked.path;
    if (picked.path !== 'ask' || path) await services.deviceGroupings.set(hub, path);
  },
});

function pickGrouping({ deviceGroupings, hubTree }: Services, hub: Hub): Thenable<GroupingItem | undefined> {
  const tags = columnsOf(hubTree.nodeOf(hub).devices.twins.map(twin => ({ tags: twin.tags })));
  const items: GroupingItem[] = [
    { label: vscode.l10n.t('Status'), description: 'status', path: ['status'] },
    { label: vscode.l10n.t('Connection'), description: 'connectionState', path: ['connectionState'] },
    { label: vscode.l10n.t('Edge'), description: 'capabilities.iotEdge', path: ['capabilities', 'iotEdge'] },
    ...tags.map(path => ({ label: columnName(path), description: vscode.l10n.t('tag'), path })),
    { label: vscode.l10n.t('Another property…'), path: 'ask' },
    ...(deviceGroupings.get(hub) ? [{ label: vscode.l10n.t('Do not group'), path: undefined }] : []),
  ];
  return pick(items, {
    placeHolder: vscode.l10n.t('Group the devices of {0} by', hub.name),
    matchOnDescription: true,
  });
}

async function askProperty(): Promise<readonly string[] | undefined> {
  const text = await askLine({
    title: vscode.l10n.t('Group Devices'),
    prompt: vscode.l10n.t('Property to group by'),
    placeHolder: 'tags.building.floor',
    validateInput: typed => (typed === '' ? undefined : propertyProblem(typed)),
  });
  return text ? readProperty(text) : undefined;
}

function propertyProblem(text: string): string | undefined {
  try {
    readProperty(text);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error.problem;
    throw error;
  }
}
