import { checkDeviceId } from '../deviceId.ts';
import { checkSymmetricKey } from '../identityKeys.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import { type TwinProblem, findTwinProblems } from '../twinLimits.ts';
import type { EnrollmentAddress } from './enrollmentAddress.ts';
import { idMember } from './enrollmentDocument.ts';

/** Why an enrollment's document cannot be saved, and where: the keys from the top of the document down. */
export type EnrollmentProblem = { readonly path: readonly string[] } & (
  | { readonly kind: 'otherId'; readonly id: string }
  | { readonly kind: 'noAttestation' }
  /** A TPM is one device's, and so is a device id. */
  | { readonly kind: 'notInGroups' }
  | { readonly kind: 'deviceId' }
  | { readonly kind: 'key'; readonly problem: 'notBase64' | 'length' }
  | { readonly kind: 'notOneHub'; readonly count: number }
  | { readonly kind: 'noWebhook' }
  | { readonly kind: 'notLinked'; readonly hostName: string }
  | { readonly kind: 'initialTwin'; readonly section: 'tags' | 'desired'; readonly problem: TwinProblem }
);

/** All that the service would refuse in a document and that can be told from it alone. */
export function findEnrollmentProblems(
  { kind, id }: EnrollmentAddress,
  document: JsonObject,
): readonly EnrollmentProblem[] {
  const named = idMember[kind];

  return [
    ...(document[named] === id ? [] : [{ kind: 'otherId', path: [named], id } as const]),
    ...attestationProblems(document['attestation'], kind === 'group'),
    ...deviceIdProblems(document['deviceId'], kind === 'group'),
    ...allocationProblems(document),
    ...twinProblems(document['initialTwin']),
  ];
}

function attestationProblems(attestation: Json | undefined, ofGroup: boolean): readonly EnrollmentProblem[] {
  const path = ['attestation'];
  if (!isJsonObject(attestation) || typeof attestation['type'] !== 'string') return [{ kind: 'noAttestation', path }];
  if (ofGroup && attestation['type'] === 'tpm') return [{ kind: 'notInGroups', path: [...path, 'type'] }];

  const keys = attestation['symmetricKey'];
  return Object.entries(isJsonObject(keys) ? keys : {}).flatMap(([name, key]) => {
    const problem = typeof key === 'string' ? checkSymmetricKey(key) : undefined;
    return problem ? [{ kind: 'key', problem, path: [...path, 'symmetricKey', name] } as const] : [];
  });
}

function deviceIdProblems(deviceId: Json | undefined, ofGroup: boolean): readonly EnrollmentProblem[] {
  const path = ['deviceId'];
  if (typeof deviceId !== 'string') return [];
  if (ofGroup) return [{ kind: 'notInGroups', path }];
  return checkDeviceId(deviceId) ? [{ kind: 'deviceId', path }] : [];
}

function allocationProblems(document: JsonObject): readonly EnrollmentProblem[] {
  const path = ['allocationPolicy'];
  const count = namedHubs(document).length;
  if (document['allocationPolicy'] === 'static' && count !== 1) return [{ kind: 'notOneHub', path, count }];

  const webhook = document['customAllocationDefinition'];
  return document['allocationPolicy'] === 'custom' && !isJsonObject(webhook) ? [{ kind: 'noWebhook', path }] : [];
}

/** Hubs in a document that are not among those that are linked to its service. @param linkedHubs host names. */
export function findUnlinkedHubs(document: JsonObject, linkedHubs: readonly string[]): readonly EnrollmentProblem[] {
  const linked = new Set(linkedHubs.map(hostName => hostName.toLowerCase()));
  const ofList = Array.isArray(document['iotHubs']);

  return namedHubs(document).flatMap((hostName, index) => {
    const path = ofList ? ['iotHubs', String(index)] : ['iotHubHostName'];
    return linked.has(hostName.toLowerCase()) ? [] : [{ kind: 'notLinked', path, hostName } as const];
  });
}

function namedHubs({ iotHubs, iotHubHostName }: JsonObject): readonly string[] {
  const named: readonly Json[] = Array.isArray(iotHubs) ? iotHubs : [iotHubHostName ?? ''];
  return named.filter(hostName => typeof hostName === 'string').filter(hostName => hostName !== '');
}

function twinProblems(initialTwin: Json | undefined): readonly EnrollmentProblem[] {
  if (!isJsonObject(initialTwin)) return [];
  const { tags, properties } = initialTwin;
  const desired = isJsonObject(properties) ? properties['desired'] : undefined;

  return [
    ...sectionProblems('tags', tags, ['initialTwin', 'tags']),
    ...sectionProblems('desired', desired, ['initialTwin', 'properties', 'desired']),
  ];
}

function sectionProblems(
  section: 'tags' | 'desired',
  value: Json | undefined,
  top: readonly string[],
): readonly EnrollmentProblem[] {
  if (!isJsonObject(value)) return [];
  return [...findTwinProblems(section, value)].map(problem => ({
    kind: 'initialTwin',
    section,
    problem,
    path: [...top, ...problem.path],
  }));
}
