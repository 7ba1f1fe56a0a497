import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import type { EnrollmentKind } from './enrollmentAddress.ts';

/** The name under which a document has its id. */
export const idMember = { group: 'enrollmentGroupId', individual: 'registrationId' } as const satisfies Record<
  EnrollmentKind,
  string
>;

/** What the service writes at the top of an enrollment, and nobody else. */
const serviceOwned: ReadonlySet<string> = new Set([
  'etag',
  'createdDateTimeUtc',
  'lastUpdatedDateTimeUtc',
  'registrationState',
]);

/** What a person edits of an enrollment. What the service says of its certificates stays, to be read. */
function editableContent(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).filter(([key, value]) => !serviceOwned.has(key) && value !== null),
  );
}

/**
 * What is sent of an edited document. What the service says of a certificate stands for it, unless the document brings
 * another one.
 */
export function sentContent(document: JsonObject): JsonObject {
  const { attestation, ...rest } = editableContent(document);
  return attestation === undefined ? rest : { ...rest, attestation: withoutOldInfo(attestation) };
}

/** An enrollment as it came, without its keys: they are secrets and have no place in documents. */
export function withoutKeys(document: JsonObject): JsonObject {
  const { attestation } = document;
  if (!isJsonObject(attestation) || !isJsonObject(attestation['symmetricKey'])) return document;

  const { symmetricKey: _keys, ...rest } = attestation;
  return { ...document, attestation: rest };
}

/** True if devices sign in with a key, and the document does not say which. */
export function lacksKeys({ attestation }: JsonObject): boolean {
  if (!isJsonObject(attestation) || attestation['type'] !== 'symmetricKey') return false;
  const keys = attestation['symmetricKey'];
  return !isJsonObject(keys) || typeof keys['primaryKey'] !== 'string' || keys['primaryKey'] === '';
}

function withoutOldInfo(value: Json): Json {
  if (!isJsonObject(value)) return value;

  const replaced = typeof value['certificate'] === 'string';
  const entries = Object.entries(value).filter(([key]) => !(replaced && key === 'info'));
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutOldInfo(member)]));
}

/** An enrollment as a document: what can be edited, and last the etag that it must still have when it is saved. */
export function documentText(document: JsonObject): string {
  const { etag, ...rest } = document;
  const content = editableContent(rest);
  return `${JSON.stringify(etag === undefined ? content : { ...content, etag }, undefined, 2)}\n`;
}
