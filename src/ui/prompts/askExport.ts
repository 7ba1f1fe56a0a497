import * as vscode from 'vscode';
import { deviceCondition } from '../../domain/deviceFilter.ts';
import { describeDeviceFilter } from '../../domain/deviceFilterText.ts';
import { parseCondition } from '../../domain/query/parseCondition.ts';
import { parseQuery } from '../../domain/query/parseQuery.ts';
import { QueryError } from '../../domain/query/queryError.ts';
import type { Expression } from '../../domain/query/syntaxTree.ts';
import type { ExportOrder } from '../../domain/transfer/exportDevices.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { Services } from '../support/services.ts';
import { confirm } from './confirm.ts';
import { pickQuery } from './pickQuery.ts';
import { askLine, pick, pickMany } from './question.ts';

/** Asks which devices are exported, and how much of them. Keys are left out unless a person says so twice. */
export async function askExport(services: Services, hub: Hub): Promise<ExportOrder | undefined> {
  const selection = await askSelection(services, hub);
  const parts = selection && (await askParts(hub));
  return selection && parts && { ...selection, ...parts };
}

type Selection = Pick<ExportOrder, 'where'>;

interface SelectionItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<Selection | undefined>;
}

async function askSelection(services: Services, hub: Hub): Promise<Selection | undefined> {
  const filter = services.deviceFilters.get(hub);
  const filterWords = describeDeviceFilter(filter);
  const items: SelectionItem[] = [
    { label: vscode.l10n.t('All devices'), choose: async () => ({}) },
    ...(filterWords === ''
      ? []
      : [
          {
            label: vscode.l10n.t('The devices that the tree shows'),
            description: filterWords,
            choose: async () => selected(deviceCondition(filter)),
          },
        ]),
    { label: vscode.l10n.t('Devices of a condition…'), description: "tags.floor = '3'", choose: askCondition },
    { label: vscode.l10n.t('Devices of a query…'), choose: () => askQuery(services, hub) },
  ];
  const placeHolder = vscode.l10n.t('Which devices of {0} to export', hub.name);
  return (await pick(items, { placeHolder }))?.choose();
}

function selected(where: Expression | undefined): Selection {
  return where ? { where } : {};
}

async function askCondition(): Promise<Selection | undefined> {
  const text = await askLine({
    title: vscode.l10n.t('Export Devices'),
    prompt: vscode.l10n.t('What stands after WHERE in a query of devices'),
    placeHolder: "tags.floor = '3' AND status = 'enabled'",
    validateInput: typed => (typed.trim() === '' ? undefined : conditionProblem(typed)),
  });
  return text === undefined ? undefined : selected(text.trim() === '' ? undefined : parseCondition(text));
}

function conditionProblem(text: string): string | undefined {
  try {
    parseCondition(text);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError) return error.message;
    throw error;
  }
}

async function askQuery(services: Services, hub: Hub): Promise<Selection | undefined> {
  const target = await pickQuery(services, hub);
  if (!target) return undefined;

  const { from, where, groupBy } = parseQuery(target.text);
  if (from === 'devices' && !groupBy) return selected(where);
  void vscode.window.showWarningMessage(vscode.l10n.t('The rows of this query are no devices. Choose another one.'));
  return undefined;
}

interface PartItem extends vscode.QuickPickItem {
  readonly part: 'keys' | 'twins' | 'modules';
}

async function askParts(hub: Hub): Promise<Pick<ExportOrder, 'keys' | 'twins' | 'modules'> | undefined> {
  const items: PartItem[] = [
    {
      part: 'twins',
      label: vscode.l10n.t('Twins'),
      description: vscode.l10n.t('tags, desired and reported properties'),
      picked: true,
    },
    { part: 'modules', label: vscode.l10n.t('Modules'), picked: true },
    {
      part: 'keys',
      label: vscode.l10n.t('Keys'),
      description: vscode.l10n.t('in clear: who has the file can connect as any of these devices'),
    },
  ];
  const picked = await pickMany(items, {
    title: vscode.l10n.t('Export Devices of {0}', hub.name),
    placeHolder: vscode.l10n.t('What to export besides the identities'),
  });
  if (!picked) return undefined;

  const has = (part: PartItem['part']) => picked.some(item => item.part === part);
  if (has('keys') && !(await confirmKeys())) return undefined;
  return { keys: has('keys'), twins: has('twins'), modules: has('modules') };
}

/** Says what it means to have keys in a file. */
export function confirmKeys(): Promise<boolean> {
  return confirm({
    question: vscode.l10n.t('Export keys in clear?'),
    detail: vscode.l10n.t(
      'Who has the file can connect as any of these devices. Keep it where only you can read it, and delete it when you no longer need it. More than 1,000 devices take a request to the hub each.',
    ),
    action: vscode.l10n.t('Export with Keys'),
  });
}
