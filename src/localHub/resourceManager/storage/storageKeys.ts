import * as z from 'zod/mini';
import type { ServiceResponse } from '../../protocols/https/router.ts';
import { keyNames, type StorageAccount } from '../../storage/accountRecord.ts';
import { signAccount, signService } from '../../storage/storageSignature.ts';
import { storageVersions } from '../apiVersions.ts';
import { badRequest } from '../armFault.ts';
import { type ArmRequest, type ArmRoute, bodyOf, routesOf } from '../armRequest.ts';
import { accountOf, accountPath } from './storageAccounts.ts';

/** The keys of an account, and signatures that are made with them. */
export const storageKeyRoutes: readonly ArmRoute[] = routesOf(storageVersions, [
  { method: 'POST', path: `${accountPath}/listKeys`, answer: request => showKeys(accountOf(request)) },
  { method: 'POST', path: `${accountPath}/regenerateKey`, answer: regenerate },
  { method: 'POST', path: `${accountPath}/ListAccountSas`, answer: accountSignature },
  { method: 'POST', path: `${accountPath}/ListServiceSas`, answer: serviceSignature },
]);

function showKeys({ keys, keyMadeMs }: StorageAccount): ServiceResponse {
  const shown = keyNames.map(name => ({
    keyName: name,
    value: keys[name],
    permissions: 'FULL',
    creationTime: new Date(keyMadeMs[name]).toISOString(),
  }));
  return { body: { keys: shown } };
}

async function regenerate(request: ArmRequest): Promise<ServiceResponse> {
  const { keyName } = bodyOf(request, z.object({ keyName: z.enum(keyNames) }));
  return showKeys(await request.arm.storage.accounts.regenerate(accountOf(request), keyName));
}

const text = z.optional(z.nullable(z.string()));
const common = {
  signedStart: text,
  signedIp: text,
  signedProtocol: z.optional(z.nullable(z.enum(['https', 'https,http']))),
  keyToSign: z.optional(z.nullable(z.enum(keyNames))),
};

const accountBody = z.object({
  ...common,
  signedServices: z.string().check(z.regex(/b/, 'has no b, and there are only blobs here')),
  signedResourceTypes: z.string().check(z.regex(/^[sco]+$/, 'not letters of sco')),
  signedPermission: z.string().check(z.regex(/^[rwdlacupxyift]+$/, 'not letters of rwdlacupxyift')),
  signedExpiry: z.string(),
});

function accountSignature(request: ArmRequest): ServiceResponse {
  const account = accountOf(request);
  const body = bodyOf(request, accountBody);
  const accountSasToken = signAccount(account.name, keyOf(account, body), {
    services: body.signedServices,
    resourceTypes: body.signedResourceTypes,
    permissions: body.signedPermission,
    start: timeOf(body.signedStart),
    expiry: timeOf(body.signedExpiry) ?? '',
    addresses: body.signedIp ?? undefined,
    protocols: body.signedProtocol ?? undefined,
  });
  return { body: { accountSasToken } };
}

const serviceBody = z.object({
  ...common,
  canonicalizedResource: z.string(),
  signedResource: z.enum(['b', 'c']),
  signedPermission: text,
  signedExpiry: text,
  signedIdentifier: text,
  rscc: text,
  rscd: text,
  rsce: text,
  rscl: text,
  rsct: text,
});

function serviceSignature(request: ArmRequest): ServiceResponse {
  const account = accountOf(request);
  const body = bodyOf(request, serviceBody);
  if (!`${body.canonicalizedResource}/`.startsWith(`/blob/${account.name}/`)) {
    throw badRequest(`The resource '${body.canonicalizedResource}' is not '/blob/${account.name}/' and what is in it.`);
  }
  const serviceSasToken = signService(keyOf(account, body), {
    canonicalizedResource: body.canonicalizedResource,
    resource: body.signedResource,
    permissions: body.signedPermission ?? undefined,
    start: timeOf(body.signedStart),
    expiry: timeOf(body.signedExpiry),
    identifier: body.signedIdentifier ?? undefined,
    addresses: body.signedIp ?? undefined,
    protocols: body.signedProtocol ?? undefined,
    cacheControl: body.rscc ?? undefined,
    contentDisposition: body.rscd ?? undefined,
    contentEncoding: body.rsce ?? undefined,
    contentLanguage: body.rscl ?? undefined,
    contentType: body.rsct ?? undefined,
  });
  return { body: { serviceSasToken } };
}

function keyOf(
  { keys }: StorageAccount,
  { keyToSign }: { readonly keyToSign?: 'key1' | 'key2' | null | undefined },
): string {
  return keys[keyToSign ?? 'key1'];
}

/** In the form that signatures have: to the second. @throws ArmFault BadRequest */
function timeOf(value: string | null | undefined): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;

  const ms = Date.parse(value);
  if (Number.isNaN(ms)) throw badRequest(`'${value}' is not a time, such as 2026-11-20T10:00:00Z.`);
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
