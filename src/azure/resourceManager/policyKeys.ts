import type * as z from 'zod/mini';
import { Secret } from '../../domain/secret.ts';
import type { AccessPolicyKeys } from '../../domain/resources/accessPolicyKeys.ts';
import type { policyAnswer } from './armSchemas.ts';

/** A shared access policy of the service at `hostName`, with its primary key. */
export function toPolicyKeys(
  hostName: string,
  { keyName, primaryKey, rights }: z.infer<typeof policyAnswer>,
): AccessPolicyKeys {
  return {
    hostName,
    sharedAccessKeyName: keyName,
    sharedAccessKey: new Secret(primaryKey),
    rights: rights.split(/\s*,\s*/),
  };
}
