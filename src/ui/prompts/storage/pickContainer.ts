import * as vscode from 'vscode';
import type { StorageResources } from '../../../domain/resources/storageResources.ts';
import {
  transferRights,
  transferSignatureMs,
  type SignedContainer,
} from '../../../domain/resources/storageResources.ts';
import { containerNameProblem } from '../../../domain/transfer/containerName.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { askLine, pick } from '../question.ts';
import { type AccountChoice, accountOf, type OfAccount } from './pickAccount.ts';

/** What carries a container: its node. */
export interface OfContainer extends OfAccount {
  readonly container: string;
}

/** The container of `node`, or the one that the person picks, or makes where that is offered. */
export async function containerOf(
  services: Services,
  node?: Partial<OfContainer>,
  choice: AccountChoice = {},
): Promise<OfContainer | undefined> {
  const target = await accountOf(services, node, choice);
  if (!target || node?.container !== undefined) return target && { ...target, container: node?.container ?? '' };

  const title = vscode.l10n.t('Reading the containers');
  const { storage } = target.scope.resources;
  const load = (signal: AbortSignal) => allContainers(storage, target.account, signal);
  const names = await withProgress(services.waits, title, load, resourcesViewId);
  const items: ContainerItem[] = [
    ...(choice.orNew === true || names.length === 0 ? [{ label: vscode.l10n.t('$(add) New Container…') }] : []),
    ...names.map(name => ({ label: name, container: name })),
  ];
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Container') });
  const container = picked && (picked.container ?? (await makeContainer(services, target)));
  return container === undefined ? undefined : { ...target, container };
}

/** Asks for a name and makes the container. Nothing if the person gives up. */
export async function makeContainer(services: Services, target: OfAccount): Promise<string | undefined> {
  const container = await askContainerName();
  if (container === undefined) return undefined;

  const { scope, account } = target;
  const create = (signal: AbortSignal) => scope.resources.storage.createContainer({ account, container }, signal);
  const title = vscode.l10n.t('Creating container {0}', container);
  await withProgress(services.waits, title, create, resourcesViewId);
  services.resourceTree.refresh();
  return container;
}

/** Asks for the name of a new container. */
export function askContainerName(): Thenable<string | undefined> {
  return askLine({
    title: vscode.l10n.t('New Container'),
    prompt: vscode.l10n.t('Its name. Nobody reads it without a key.'),
    value: 'devices',
    validateInput: typed => containerNameProblem(typed),
  });
}

/** The address of a container, signed for a day with what exports and imports need. */
export function signForTransfer(services: Services, target: OfContainer): Promise<SignedContainer> {
  const { scope, account, container } = target;
  const signature = { rights: transferRights, expires: new Date(Date.now() + transferSignatureMs) };
  const title = vscode.l10n.t('Signing for container {0}', container);
  const sign = (signal: AbortSignal) => scope.resources.storage.sign({ account, container }, signature, signal);
  return withProgress(services.waits, title, sign, resourcesViewId);
}

interface ContainerItem extends vscode.QuickPickItem {
  /** Nothing for a new one. */
  readonly container?: string;
}

/** How many are read at once: the most that a page of the service has. */
const pageSize = 5_000;

async function allContainers(
  storage: StorageResources,
  account: OfAccount['account'],
  signal: AbortSignal,
): Promise<readonly string[]> {
  let page = await storage.containers(account, { pageSize }, signal);
  const names = [...page.items];
  while (page.next !== undefined) {
    page = await storage.containers(account, { pageSize, after: page.next }, signal);
    names.push(...page.items);
  }
  return names;
}
