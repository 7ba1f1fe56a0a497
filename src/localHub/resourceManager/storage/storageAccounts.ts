import * as z from 'zod/mini';
import type { AccountAttributes, StorageAccount } from '../../storage/accountRecord.ts';
import { badRequest, resourceNotFound } from '../armFault.ts';
import { storageVersions } from '../apiVersions.ts';
import { type ArmContext, type ArmRequest, named, readBody } from '../armRequest.ts';
import { checkProperties } from '../checkProperties.ts';
import { groupOf } from '../groups.ts';
import { locationName } from '../locations.ts';
import { checkNameFree, type NameRule } from '../nameRule.ts';
import { resourceId, sameName } from '../resourceIds.ts';
import { pathOfType } from '../resourceRoutes.ts';
import type { Place, ResourceDocument, ResourceType } from '../resourceType.ts';
import { tagsSchema } from '../tags.ts';
import { storageSkus } from '../../../domain/resources/storageResources.ts';
import { accountKinds } from './accountKinds.ts';

export const accountType = 'Microsoft.Storage/storageAccounts';
/** The path of an account. */
export const accountPath = pathOfType(accountType);

export const accountNames: NameRule = {
  kind: 'storage account',
  problem: name =>
    /^[a-z\d]{3,24}$/.test(name)
      ? undefined
      : `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
  isTaken: ({ storage }, name) => storage.accounts.get(name) !== undefined,
  codes: {
    invalidReason: 'AccountNameInvalid',
    invalid: 'AccountNameInvalid',
    taken: 'StorageAccountAlreadyTaken',
  },
};

/** What is so of every local account. */
const fixed = {
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: true,
  defaultToOAuthAuthentication: false,
  isHnsEnabled: false,
  minimumTlsVersion: 'TLS1_2',
  publicNetworkAccess: 'Enabled',
  supportsHttpsTrafficOnly: true,
} as const;

/** What is read, what says what is so anyway, and what the service sets by itself. */
const passedOver: ReadonlySet<string> = new Set([
  'accessTier',
  'encryption',
  'networkAcls',
  'provisioningState',
  'creationTime',
  'primaryEndpoints',
  'primaryLocation',
  'statusOfPrimary',
]);

const propertiesSchema = z.looseObject({
  accessTier: z.optional(z.nullable(z.enum(['Hot', 'Cool', 'Cold']))),
  encryption: z.optional(z.nullable(z.looseObject({ keySource: z.optional(z.literal('Microsoft.Storage')) }))),
  networkAcls: z.optional(z.nullable(z.looseObject({ defaultAction: z.optional(z.literal('Allow')) }))),
});
const skuSchema = z.object({ name: z.enum(storageSkus) });
const accountBody = z.object({
  location: z.string().check(z.minLength(1)),
  kind: z.enum(accountKinds),
  sku: skuSchema,
  tags: z.optional(z.nullable(tagsSchema)),
  properties: z.optional(z.nullable(propertiesSchema)),
});
const patchBody = z.object({
  sku: z.optional(skuSchema),
  tags: z.optional(tagsSchema),
  properties: z.optional(propertiesSchema),
});

/** Storage accounts as resources: what is made here is an account of the local blob storage. */
export const storageAccountResource: ResourceType = {
  type: accountType,
  versions: storageVersions,
  creation: 'location',
  deletion: 'atOnce',
  list: arm => arm.storage.accounts.list().map(account => show(arm, account)),
  find(arm, place) {
    const account = findAccount(arm, place);
    return account && show(arm, account);
  },
  prepare(arm, { group, name }, body) {
    const known = findAccount(arm, { group, name });
    const attributes = { ...readAccount(body), resourceGroup: group };
    if (known && known.location !== attributes.location) {
      throw badRequest(`The account '${name}' is in '${known.location}', and cannot move.`, 'InvalidResourceLocation');
    }
    if (!known) checkNameFree(arm, accountNames, name);

    return {
      coming: showAttributes(arm, name, attributes, { provisioningState: 'Creating' }),
      async apply() {
        if (known) return arm.storage.accounts.change(known, attributes);
        checkNameFree(arm, accountNames, name);
        await arm.storage.accounts.create(name, attributes);
      },
    };
  },
  async patch(arm, place, body) {
    const account = findAccount(arm, place);
    const { sku, tags, properties } = readBody(body, patchBody);
    checkProperties('A local storage account', properties ?? {}, { fixed, passedOver });
    const change = {
      ...(sku ? { sku: sku.name } : {}),
      ...(tags ? { tags } : {}),
      ...(properties?.accessTier ? { accessTier: properties.accessTier } : {}),
    };
    if (account) await arm.storage.accounts.change(account, change);
  },
  async remove(arm, place) {
    const account = findAccount(arm, place);
    if (account) await arm.storage.accounts.remove(account);
  },
};

/** The account that the path names. @throws ArmFault ResourceGroupNotFound, ResourceNotFound */
export function accountOf(request: ArmRequest): StorageAccount {
  const name = named(request, 'name1');
  const { name: group } = groupOf(request.arm, named(request, 'group'));
  const account = findAccount(request.arm, { group, name });
  if (account) return account;

  throw resourceNotFound(accountType, name, group);
}

export function findAccount({ storage }: ArmContext, { group, name }: Place): StorageAccount | undefined {
  const account = storage.accounts.get(name);
  return account && sameName(account.resourceGroup, group) ? account : undefined;
}

export function accountId(arm: ArmContext, { resourceGroup, name }: StorageAccount): string {
  return resourceId(arm, resourceGroup, accountType, name);
}

function readAccount(body: unknown): Omit<AccountAttributes, 'resourceGroup'> {
  const { location, kind, sku, tags, properties } = readBody(body, accountBody);
  checkProperties('A local storage account', properties ?? {}, { fixed, passedOver });

  return {
    location: locationName(location),
    kind,
    sku: sku.name,
    tags: tags ?? {},
    accessTier: properties?.accessTier ?? 'Hot',
  };
}

function show(arm: ArmContext, account: StorageAccount): ResourceDocument {
  const { name, createdMs, keyMadeMs, location } = account;
  return showAttributes(arm, name, account, {
    provisioningState: 'Succeeded',
    creationTime: new Date(createdMs).toISOString(),
    keyCreationTime: {
      key1: new Date(keyMadeMs.key1).toISOString(),
      key2: new Date(keyMadeMs.key2).toISOString(),
    },
    primaryLocation: location,
    statusOfPrimary: 'available',
    primaryEndpoints: { blob: `${arm.storage.blobEndpointOf(name)}/` },
  });
}

function showAttributes(arm: ArmContext, name: string, attributes: AccountAttributes, more: object): ResourceDocument {
  const { resourceGroup, location, tags, sku, kind, accessTier } = attributes;
  return {
    id: resourceId(arm, resourceGroup, accountType, name),
    name,
    type: accountType,
    location,
    tags,
    sku: { name: sku, tier: sku.split('_', 1)[0] },
    kind,
    properties: { ...fixed, accessTier, ...more },
  };
}
