import * as vscode from 'vscode';
import { type ContainerEndpoint, type StorageEndpoint, isLoopback } from '../../azure/endpoint.ts';
import { StorageAccount } from '../../azure/storage/storageAccount.ts';
import { Secret } from '../../domain/secret.ts';
import {
  describeContainerProblem,
  isContainerProblem,
  parseContainerAddress,
} from '../../domain/transfer/containerAddress.ts';
import type { Hub } from '../support/hub/hub.ts';
import { withProgress } from '../support/progress.ts';
import type { Services } from '../support/services.ts';
import { askLine, pick } from './question.ts';
import { askContainerName, containerOf, signForTransfer } from './storage/pickContainer.ts';

interface PlaceItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<ContainerEndpoint | undefined>;
}

/** Asks for a container: one of an account, a new one, or one by its address. Keys and signatures are not kept. */
export async function askContainer(services: Services, hub: Hub): Promise<ContainerEndpoint | undefined> {
  const local = localStorage(services);
  const { endpoint } = await hub.connect();
  // A hub elsewhere cannot reach this machine.
  const withLocal = isLoopback(endpoint.hostName);
  const items: PlaceItem[] = [
    ...(local && withLocal
      ? [
          {
            label: vscode.l10n.t('Storage of the local hub'),
            description: vscode.l10n.t('kept beside its devices'),
            choose: () => askOfAccount(services, local),
          },
        ]
      : []),
    {
      label: vscode.l10n.t('Storage account of a subscription…'),
      description: vscode.l10n.t('choose or make an account and a container'),
      choose: () => askOfSubscription(services, withLocal),
    },
    {
      label: vscode.l10n.t('Storage account by connection string…'),
      description: vscode.l10n.t('then choose or make a container'),
      choose: () => askByConnectionString(services),
    },
    {
      label: vscode.l10n.t('Container by its address with a SAS…'),
      choose: () => askByAddress(local),
    },
  ];
  const placeHolder = vscode.l10n.t('Where the container is');
  return (await pick(items, { title: vscode.l10n.t('Storage Container'), placeHolder }))?.choose();
}

function localStorage({ localHub }: Services): StorageEndpoint | undefined {
  return localHub.state.kind === 'running' ? localHub.state.storage : undefined;
}

async function askOfSubscription(services: Services, withLocal: boolean): Promise<ContainerEndpoint | undefined> {
  const target = await containerOf(services, undefined, { orNew: true, withLocal });
  return target && signForTransfer(services, target);
}

async function askByConnectionString(services: Services): Promise<ContainerEndpoint | undefined> {
  const text = await askLine({
    title: vscode.l10n.t('Storage Account'),
    prompt: vscode.l10n.t('Connection string of the storage account, with its key. It is not kept.'),
    placeHolder: 'DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…',
    password: true,
  });
  return text ? askOfAccount(services, { connectionString: new Secret(text.trim()) }) : undefined;
}

interface ContainerItem extends vscode.QuickPickItem {
  /** Nothing for a new one. */
  readonly container?: string;
}

async function askOfAccount(services: Services, endpoint: StorageEndpoint): Promise<ContainerEndpoint | undefined> {
  const account = new StorageAccount(endpoint);
  const names = await withProgress(services.waits, vscode.l10n.t('Reading the containers'), signal =>
    account.containers(signal),
  );
  const items: ContainerItem[] = [
    { label: vscode.l10n.t('$(add) New Container…') },
    ...names.map(name => ({ label: name, container: name })),
  ];
  const picked = await pick(items, { placeHolder: vscode.l10n.t('Container') });
  const name = picked && (picked.container ?? (await makeContainer(services, account)));
  if (name === undefined) return undefined;

  return { ...(await account.addressOf(name)), ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }) };
}

async function makeContainer({ waits }: Services, account: StorageAccount): Promise<string | undefined> {
  const name = await askContainerName();
  if (name === undefined) return undefined;
  await withProgress(waits, vscode.l10n.t('Creating container {0}', name), signal => account.create(name, signal));
  return name;
}

async function askByAddress(local: StorageEndpoint | undefined): Promise<ContainerEndpoint | undefined> {
  const text = await askLine({
    title: vscode.l10n.t('Storage Container'),
    prompt: vscode.l10n.t('Address of the container with a SAS that may read, write and delete. It is not kept.'),
    placeHolder: 'https://ACCOUNT.blob.core.windows.net/CONTAINER?sv=…',
    password: true,
    validateInput: typed => (typed === '' ? undefined : problemOf(typed)),
  });
  if (!text) return undefined;

  const container = parseContainerAddress(text, Date.now());
  if (isContainerProblem(container)) return undefined;
  return { ...container, ...trusted(text, local) };
}

/** The address may be one of the local hub's storage, which has an authority of its own. */
function trusted(address: string, local: StorageEndpoint | undefined): Pick<ContainerEndpoint, 'ca'> {
  const endpoint = /BlobEndpoint=(?<address>[^;]+)/.exec(local?.connectionString.reveal() ?? '')?.groups?.['address'];
  const isLocal = endpoint !== undefined && URL.parse(address)?.host === URL.parse(endpoint)?.host;
  return isLocal && local?.ca !== undefined ? { ca: local.ca } : {};
}

function problemOf(text: string): string | undefined {
  const container = parseContainerAddress(text, Date.now());
  return isContainerProblem(container) ? describeContainerProblem(container) : undefined;
}
