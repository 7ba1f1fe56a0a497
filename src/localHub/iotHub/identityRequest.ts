import * as z from 'zod/mini';
import { checkDeviceId, type IdProblem } from '../../domain/deviceId.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import { newKey } from './accessPolicy.ts';
import { HubFault } from './hubFault.ts';
import { identityName } from './identityName.ts';

const text = z.optional(z.nullable(z.string()));
const authentication = z.object({
  type: z.optional(z.nullable(z.enum(['sas', 'selfSigned', 'certificateAuthority', 'none']))),
  symmetricKey: z.optional(z.nullable(z.object({ primaryKey: text, secondaryKey: text }))),
  x509Thumbprint: z.optional(z.nullable(z.object({ primaryThumbprint: text, secondaryThumbprint: text }))),
});

/** The body of a `PUT` of a device or module; fields that only the hub writes are passed over. */
const identityRequest = z.object({
  deviceId: z.string(),
  moduleId: text,
  managedBy: text,
  status: z.optional(z.nullable(z.enum(['enabled', 'disabled']))),
  statusReason: z.optional(z.nullable(z.string().check(z.maxLength(128)))),
  authentication: z.optional(z.nullable(authentication)),
  capabilities: z.optional(z.nullable(z.object({ iotEdge: z.optional(z.boolean()) }))),
  deviceScope: text,
  parentScopes: z.optional(z.nullable(z.array(z.string()))),
});

export type IdentityRequest = z.infer<typeof identityRequest>;

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const thumbprintPattern = /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/;

/** Reads the body of a create or update request. @throws HubFault ArgumentInvalid, with what is wrong. */
export function parseIdentityRequest(body: unknown): IdentityRequest {
  const parsed = z.safeParse(identityRequest, body);
  if (!parsed.success) throw new HubFault('ArgumentInvalid', describeIssue(parsed.error.issues[0]));

  const { deviceId, moduleId } = parsed.data;
  const problem = checkDeviceId(deviceId) ?? (typeof moduleId === 'string' ? checkDeviceId(moduleId) : undefined);
  if (problem) throw new HubFault('ArgumentInvalid', describeIdProblem(problem));
  return parsed.data;
}

/** The name of the identity that the request is about. */
export function requestedName({ deviceId, moduleId }: IdentityRequest): string {
  return identityName({ deviceId, ...(moduleId ? { moduleId } : {}) });
}

/** The authentication that the request asks for. Absent and empty keys mean: generate. */
export function authenticationOf(
  request: IdentityRequest,
): Pick<
  IdentityRecord,
  'authenticationType' | 'primaryKey' | 'secondaryKey' | 'primaryThumbprint' | 'secondaryThumbprint'
> {
  const { type, symmetricKey, x509Thumbprint } = request.authentication ?? {};
  const none = { primaryKey: null, secondaryKey: null, primaryThumbprint: null, secondaryThumbprint: null };
  switch (type ?? (x509Thumbprint?.primaryThumbprint ? 'selfSigned' : 'sas')) {
    case 'sas':
      return {
        ...none,
        authenticationType: 'sas',
        primaryKey: checkedKey(symmetricKey?.primaryKey),
        secondaryKey: checkedKey(symmetricKey?.secondaryKey),
      };
    case 'selfSigned':
      return {
        ...none,
        authenticationType: 'selfSigned',
        primaryThumbprint: checkedThumbprint(x509Thumbprint?.primaryThumbprint),
        secondaryThumbprint: x509Thumbprint?.secondaryThumbprint
          ? checkedThumbprint(x509Thumbprint.secondaryThumbprint)
          : null,
      };
    case 'certificateAuthority':
      return { ...none, authenticationType: 'certificateAuthority' };
    case 'none':
      return { ...none, authenticationType: 'none' };
  }
}

export function isSymmetricKey(key: string): boolean {
  const bytes = base64.test(key) ? Buffer.byteLength(key, 'base64') : 0;
  return bytes >= 16 && bytes <= 64;
}

/** True for one in the form in which the registry keeps it. */
export function isThumbprint(text: string): boolean {
  return thumbprintPattern.test(text);
}

export function describeIdProblem(problem: IdProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'The id is empty.';
    case 'tooLong':
      return `The id has ${problem.length} characters. It may have 128.`;
    case 'character':
      return `The id has the character ${JSON.stringify(problem.character)} at position ${problem.index + 1}, which ids may not have.`;
  }
}

function checkedKey(key: string | null | undefined): string {
  if (!key) return newKey();

  if (!isSymmetricKey(key)) {
    throw new HubFault('ArgumentInvalid', 'A symmetric key is base64 of 16 to 64 bytes.');
  }
  return key;
}

function checkedThumbprint(thumbprint: string | null | undefined): string {
  const normal = thumbprint?.replaceAll(/[:\s]/g, '').toUpperCase() ?? '';
  if (!isThumbprint(normal)) {
    throw new HubFault('ArgumentInvalid', 'A thumbprint is 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.');
  }
  return normal;
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const path = issue?.path.join('.') ?? '';
  return path === '' ? 'The body is not a device.' : `The body's field "${path}" is not valid.`;
}
