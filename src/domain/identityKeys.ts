import type { Identity } from './device.ts';
import { HubError } from './hubError.ts';
import { identityLabel } from './identityAddress.ts';
import type { IdentityChange } from './identityChange.ts';
import type { Secret } from './secret.ts';

export type KeyChoice = 'primary' | 'secondary' | 'both';

/** New keys in the place of those that are chosen. @throws HubError `noKeys` */
export function regeneratedKeys(identity: Identity, choice: KeyChoice, newKey: () => Secret): IdentityChange {
  const { primaryKey, secondaryKey } = keysOf(identity);

  return {
    authentication: {
      type: 'sas',
      primaryKey: choice === 'secondary' ? primaryKey : newKey(),
      secondaryKey: choice === 'primary' ? secondaryKey : newKey(),
    },
  };
}

/** The primary key as the secondary one, and the other way round. @throws HubError `noKeys` */
export function swappedKeys(identity: Identity): IdentityChange {
  const { primaryKey, secondaryKey } = keysOf(identity);
  return { authentication: { type: 'sas', primaryKey: secondaryKey, secondaryKey: primaryKey } };
}

/** @throws HubError `noKeys` if the device or module signs in by certificate, or its keys may not be read. */
export function keysOf(identity: Identity): { readonly primaryKey: Secret; readonly secondaryKey: Secret } {
  const { primaryKey, secondaryKey } = identity;
  if (!primaryKey || !secondaryKey) throw new HubError({ kind: 'noKeys', deviceId: identityLabel(identity) });

  return { primaryKey, secondaryKey };
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Why a text is not a symmetric key of a device: base64 of 16 to 64 bytes. Gives nothing for a good one. */
export function checkSymmetricKey(text: string): 'notBase64' | 'length' | undefined {
  if (text === '' || !base64.test(text)) return 'notBase64';

  const bytes = (text.length / 4) * 3 - (/=*$/.exec(text)?.[0].length ?? 0);
  return bytes < 16 || bytes > 64 ? 'length' : undefined;
}

/** A thumbprint as registries have it: upper case, without colons and blanks. Nothing if it is none. */
export function normalThumbprint(text: string): string | undefined {
  const normal = text.replaceAll(/[:\s]/g, '').toUpperCase();
  return /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(normal) ? normal : undefined;
}
