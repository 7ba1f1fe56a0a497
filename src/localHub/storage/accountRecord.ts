import * as z from 'zod/mini';
import { home } from '../hubRecord.ts';
import { newKey } from '../iotHub/accessPolicy.ts';

/** What the resource manager knows of a storage account. */
const accountAttributes = z.object({
  resourceGroup: z.string(),
  location: z.string(),
  tags: z.record(z.string(), z.string()),
  /** `Standard_LRS` */
  sku: z.string(),
  kind: z.string(),
  accessTier: z.string(),
});
export type AccountAttributes = z.infer<typeof accountAttributes>;

export const keyNames = ['key1', 'key2'] as const;
export type KeyName = (typeof keyNames)[number];

/** An account of the blob storage. */
export const accountRecord = z.extend(accountAttributes, {
  /** Base64. */
  keys: z.object({ key1: z.string(), key2: z.string() }),
  createdMs: z.number(),
  /** When each key was made. */
  keyMadeMs: z.object({ key1: z.number(), key2: z.number() }),
});
export type AccountRecord = z.infer<typeof accountRecord>;

export interface StorageAccount extends AccountRecord {
  readonly name: string;
}

/** An account that nobody said more of. */
export const homeAttributes: AccountAttributes = {
  ...home,
  tags: {},
  sku: 'Standard_LRS',
  kind: 'StorageV2',
  accessTier: 'Hot',
};

/** An account as it begins, with keys of its own. */
export function newAccount(attributes: AccountAttributes, nowMs: number): AccountRecord {
  return {
    ...attributes,
    keys: { key1: newKey(), key2: newKey() },
    createdMs: nowMs,
    keyMadeMs: { key1: nowMs, key2: nowMs },
  };
}
