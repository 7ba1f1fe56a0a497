import * as z from 'zod/mini';
import type { StorageAccount } from '../../storage/accountRecord.ts';
import { type Container, StorageRefusal } from '../../storage/containers.ts';
import { storageVersions } from '../apiVersions.ts';
import { ArmFault, badRequest, resourceNotFound } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import { sameName } from '../resourceIds.ts';
import type { Place, ResourceDocument, ResourceType } from '../resourceType.ts';
import { serviceName } from './blobServices.ts';
import { accountId, accountType, findAccount } from './storageAccounts.ts';

const containerType = `${accountType}/blobServices/containers`;

/** Azure Storage, "Naming containers": 3 to 63 lower-case letters, digits and single dashes between them. */
const namePattern = /^(?=.{3,63}$)[a-z\d]+(?:-[a-z\d]+)*$/;

const containerBody = z.object({
  properties: z.optional(
    z.nullable(
      z.object({
        publicAccess: z.optional(z.nullable(z.literal('None'))),
        metadata: z.optional(z.nullable(z.record(z.string(), z.string()))),
      }),
    ),
  ),
});

/** Containers of blobs as resources, of all accounts of the blob storage. */
export const containerResource: ResourceType = {
  type: containerType,
  versions: storageVersions,
  creation: 'atOnce',
  deletion: 'atOnce',
  async list(arm) {
    const { accounts } = arm.storage;
    const lists = accounts.list().map(async account => {
      const containers = await accounts.containers.list(account);
      return containers.map(container => show(arm, account, container));
    });
    return (await Promise.all(lists)).flat();
  },
  async find(arm, place) {
    const { account, container } = await lookUp(arm, place);
    return account && container && show(arm, account, container);
  },
  async prepare(arm, place, body) {
    const { properties } = readBody(body, containerBody);
    const { account, container, containerName } = await lookUp(arm, place);
    if (!account) throw resourceNotFound(accountType, place.name.split('/', 1)[0] ?? '', place.group);
    checkContainerName(containerName);
    const coming = { name: containerName, etag: '', lastModified: '' };

    return {
      coming: show(arm, account, container ?? coming),
      async apply() {
        if (!container) await create(arm, account, containerName, properties?.metadata ?? {});
      },
    };
  },
  async remove(arm, place) {
    const { account, containerName } = await lookUp(arm, place);
    if (account) await arm.storage.accounts.containers.remove(account, containerName);
  },
};

interface Found {
  readonly account: StorageAccount | undefined;
  readonly container: Container | undefined;
  readonly containerName: string;
}

async function lookUp(arm: ArmContext, { group, name }: Place): Promise<Found> {
  const [accountName = '', service = '', containerName = ''] = name.split('/');
  const account = sameName(service, serviceName) ? findAccount(arm, { group, name: accountName }) : undefined;
  const isName = account !== undefined && namePattern.test(containerName);
  const container = isName ? await arm.storage.accounts.containers.find(account, containerName) : undefined;
  return { account, container, containerName };
}

async function create(
  { storage: { accounts } }: ArmContext,
  account: StorageAccount,
  name: string,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await accounts.containers.create(account, name, metadata);
  } catch (error) {
    if (!(error instanceof StorageRefusal)) throw error;
    throw new ArmFault(error.httpStatus, error.code, error.message);
  }
}

function checkContainerName(name: string): void {
  if (namePattern.test(name)) return;
  throw badRequest(
    `The container name '${name}' is not valid: it needs 3 to 63 lower-case letters and digits, with single dashes between them.`,
    'ContainerNameInvalid',
  );
}

function show(arm: ArmContext, account: StorageAccount, { name, etag, lastModified }: Container): ResourceDocument {
  return {
    id: `${accountId(arm, account)}/blobServices/${serviceName}/containers/${name}`,
    name,
    type: containerType,
    ...(etag === '' ? {} : { etag: etag.replaceAll('"', '') }),
    properties: {
      publicAccess: 'None',
      leaseStatus: 'Unlocked',
      leaseState: 'Available',
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
      deleted: false,
      ...(lastModified === '' ? {} : { lastModifiedTime: new Date(lastModified).toISOString() }),
    },
  };
}
