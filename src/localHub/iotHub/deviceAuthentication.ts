import { createHash, type X509Certificate } from 'node:crypto';
import { commonName, isCurrent, leadsTo, readCertificate } from '../certificates/certificateChain.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import type { AccessPolicy } from './accessPolicy.ts';
import type { DeviceCredentials, PresentedCertificate } from './deviceSide.ts';
import { addressOf } from './identityName.ts';
import {
  expiresAtMs,
  isSignedBy,
  parseSharedAccessSignature,
  type SharedAccessSignature,
  splitAudience,
} from './sharedAccessSignature.ts';

/** Good credentials and when they end, or why they are none; the reason is for the hub's log. */
export type Verdict =
  | { readonly good: true; readonly expiresAtMs?: number }
  | { readonly good: false; readonly why: string };

/** What the check of a device's credentials needs to know of the hub. */
export interface HubTrust {
  readonly hostNames: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, AccessPolicy<string>>;
  /** Authorities whose devices may connect with a certificate. */
  readonly deviceAuthorities: readonly X509Certificate[];
  readonly now: () => number;
}

const refused = (why: string): Verdict => ({ good: false, why });

/** Checks what a device shows against what the registry says of it. */
export function checkDeviceCredentials(record: IdentityRecord, credentials: DeviceCredentials, hub: HubTrust): Verdict {
  if (record.status === 'disabled') return refused('it is disabled');

  return credentials.kind === 'sas'
    ? checkToken(record, credentials.token, hub)
    : checkCertificate(record, credentials.certificate, hub);
}

function checkToken(record: IdentityRecord, text: string, hub: HubTrust): Verdict {
  const token = parseSharedAccessSignature(text);
  if (!token) return refused('its token cannot be read');
  if (expiresAtMs(token) <= hub.now()) return refused('its token has expired');

  const { host, path } = splitAudience(token.resource);
  if (!hub.hostNames.has(host)) return refused('its token is for another hub');
  return token.keyName === undefined
    ? checkDeviceToken(record, token, path)
    : checkPolicyToken(record, token, path, hub);
}

function checkDeviceToken(record: IdentityRecord, token: SharedAccessSignature, path: string): Verdict {
  if (!pathsOf(record.name).includes(path)) return refused('its token is for another device');
  if (record.authenticationType !== 'sas') return refused(`it must authenticate by ${record.authenticationType}`);

  const keys = [record.primaryKey, record.secondaryKey].filter(key => key !== null);
  return isSignedBy(token, keys) ? { good: true, expiresAtMs: expiresAtMs(token) } : refused('its key is wrong');
}

/** A gateway may use the key of a policy that allows devices to connect, for the hub or for one device. */
function checkPolicyToken(record: IdentityRecord, token: SharedAccessSignature, path: string, hub: HubTrust): Verdict {
  const policy = hub.policies.get(token.keyName ?? '');
  if (!policy?.rights.includes('deviceConnect')) return refused('its policy does not let devices connect');
  if (!['', '/devices', ...pathsOf(record.name)].includes(path)) return refused('its token is for another device');

  const keys = [policy.primaryKey.reveal(), policy.secondaryKey.reveal()];
  return isSignedBy(token, keys) ? { good: true, expiresAtMs: expiresAtMs(token) } : refused('its key is wrong');
}

/** Clients encode the ids in the audience once or twice. */
function pathsOf(name: string): readonly string[] {
  const { deviceId, moduleId } = addressOf(name);
  return [(id: string) => id, encodeURIComponent].map(encode =>
    moduleId === undefined
      ? `/devices/${encode(deviceId)}`
      : `/devices/${encode(deviceId)}/modules/${encode(moduleId)}`,
  );
}

function checkCertificate(record: IdentityRecord, presented: PresentedCertificate, hub: HubTrust): Verdict {
  const leaf = readCertificate(presented.raw);
  if (!leaf) return refused('its certificate cannot be read');
  if (!isCurrent(leaf, hub.now())) return refused('its certificate has expired or is not yet valid');

  switch (record.authenticationType) {
    case 'selfSigned':
      return hasThumbprint(record, presented.raw)
        ? { good: true }
        : refused('its thumbprint is not the registered one');
    case 'certificateAuthority':
      return checkChain(record, leaf, presented, hub);
    case 'sas':
    case 'none':
      return refused(`it must authenticate by ${record.authenticationType}`);
  }
}

function hasThumbprint(record: IdentityRecord, raw: Buffer): boolean {
  const prints = ['sha1', 'sha256'].map(hash => createHash(hash).update(raw).digest('hex').toUpperCase());
  return prints.some(print => print === record.primaryThumbprint || print === record.secondaryThumbprint);
}

function checkChain(
  record: IdentityRecord,
  leaf: X509Certificate,
  presented: PresentedCertificate,
  hub: HubTrust,
): Verdict {
  if (commonName(leaf) !== record.name) return refused("its certificate's common name is not its id");

  const between = presented.chain.map(readCertificate).filter(certificate => certificate !== undefined);
  return leadsTo(hub.deviceAuthorities, leaf, between, hub.now())
    ? { good: true }
    : refused('no authority of this hub vouches for its certificate');
}
