import { createHmac } from 'node:crypto';

/** A version of the protocol that Azure and Azurite speak, whose signatures are made here. */
export const storageVersion = '2021-12-02';

/** What a shared access signature of an account gives. Times are of ISO 8601. */
export interface AccountSignature {
  /** `b` for blobs. */
  readonly services: string;
  /** `s`ervice, `c`ontainer, `o`bject. */
  readonly resourceTypes: string;
  readonly permissions: string;
  readonly start?: string | undefined;
  readonly expiry: string;
  readonly addresses?: string | undefined;
  readonly protocols?: string | undefined;
}

/** "Create an account SAS", 2020-12-06 and later. @param key base64 @returns a query, without `?`. */
export function signAccount(account: string, key: string, signature: AccountSignature): string {
  const { services, resourceTypes, permissions, start, expiry, addresses, protocols } = signature;
  const scope = '';
  const fields = [account, permissions, services, resourceTypes, start, expiry, addresses, protocols, storageVersion];
  const sig = sign(key, `${[...fields, scope].map(field => field ?? '').join('\n')}\n`);

  return queryOf([
    ['sv', storageVersion],
    ['ss', services],
    ['srt', resourceTypes],
    ['sp', permissions],
    ['st', start],
    ['se', expiry],
    ['sip', addresses],
    ['spr', protocols],
    ['sig', sig],
  ]);
}

/** What a shared access signature of a container or a blob gives. Times are of ISO 8601. */
export interface ServiceSignature {
  /** `/blob/account/container` */
  readonly canonicalizedResource: string;
  /** `c`ontainer or `b`lob. */
  readonly resource: string;
  readonly permissions?: string | undefined;
  readonly start?: string | undefined;
  readonly expiry?: string | undefined;
  readonly identifier?: string | undefined;
  readonly addresses?: string | undefined;
  readonly protocols?: string | undefined;
  readonly cacheControl?: string | undefined;
  readonly contentDisposition?: string | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentLanguage?: string | undefined;
  readonly contentType?: string | undefined;
}

/** "Create a service SAS", 2020-12-06 and later. @param key base64 @returns a query, without `?`. */
export function signService(key: string, signature: ServiceSignature): string {
  const { canonicalizedResource, resource, permissions, start, expiry, identifier, addresses, protocols } = signature;
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType } = signature;
  const snapshot = '';
  const scope = '';
  const whatAndWho = [permissions, start, expiry, canonicalizedResource, identifier, addresses, protocols];
  const answer = [cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType];
  const fields = [...whatAndWho, storageVersion, resource, snapshot, scope, ...answer];

  return queryOf([
    ['sv', storageVersion],
    ['sr', resource],
    ['sp', permissions],
    ['st', start],
    ['se', expiry],
    ['si', identifier],
    ['sip', addresses],
    ['spr', protocols],
    ['rscc', cacheControl],
    ['rscd', contentDisposition],
    ['rsce', contentEncoding],
    ['rscl', contentLanguage],
    ['rsct', contentType],
    ['sig', sign(key, fields.map(field => field ?? '').join('\n'))],
  ]);
}

function sign(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
}

function queryOf(fields: readonly (readonly [string, string | undefined])[]): string {
  return fields
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
}
