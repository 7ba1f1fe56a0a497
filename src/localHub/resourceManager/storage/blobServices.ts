import * as z from 'zod/mini';
import { storageVersions } from '../apiVersions.ts';
import { ArmFault, resourceNotFound } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import { checkProperties } from '../checkProperties.ts';
import { sameName } from '../resourceIds.ts';
import type { ResourceDocument, ResourceType } from '../resourceType.ts';
import type { StorageAccount } from '../../storage/accountRecord.ts';
import { accountId, accountType, findAccount } from './storageAccounts.ts';

export const serviceName = 'default';
const blobServiceType = `${accountType}/blobServices`;

/** What is so of every local account: a blob that is deleted is gone. */
const off = { enabled: false } as const;
const fixed = { deleteRetentionPolicy: off, containerDeleteRetentionPolicy: off, isVersioningEnabled: false } as const;
const body = z.object({ properties: z.optional(z.nullable(z.record(z.string(), z.unknown()))) });

/** The blob service of an account, which is there with it. */
export const blobServiceResource: ResourceType = {
  type: blobServiceType,
  versions: storageVersions,
  creation: 'atOnce',
  deletion: 'atOnce',
  list: arm => arm.storage.accounts.list().map(account => show(arm, account)),
  find(arm, { group, name }) {
    const [accountName = '', service = ''] = name.split('/');
    const account = sameName(service, serviceName) ? findAccount(arm, { group, name: accountName }) : undefined;
    return account && show(arm, account);
  },
  prepare(arm, { group, name }, asked) {
    const { properties } = readBody(asked, body);
    checkProperties('A local blob service', properties ?? {}, { fixed, passedOver: new Set() });
    const [accountName = ''] = name.split('/');
    const account = findAccount(arm, { group, name: accountName });
    if (!account) throw resourceNotFound(accountType, accountName, group);

    return { coming: show(arm, account), apply: async () => undefined };
  },
  checkRemoval() {
    throw new ArmFault(405, 'MethodNotAllowed', 'The blob service of an account goes with the account.');
  },
  remove: () => undefined,
};

function show(arm: ArmContext, account: StorageAccount): ResourceDocument {
  const { sku } = account;
  return {
    id: `${accountId(arm, account)}/blobServices/${serviceName}`,
    name: serviceName,
    type: blobServiceType,
    sku: { name: sku, tier: sku.split('_', 1)[0] },
    properties: { ...fixed, cors: { corsRules: [] } },
  };
}
