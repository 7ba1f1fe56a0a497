import type { AuthenticationType } from '../device.ts';
import { checkDeviceId } from '../deviceId.ts';
import { checkSymmetricKey, normalThumbprint } from '../identityKeys.ts';
import { type Json, type JsonObject, isJsonObject } from '../json.ts';
import { Secret } from '../secret.ts';
import { findTwinProblem } from '../twinLimits.ts';
import { ownMembers } from '../twin/twinContent.ts';
import { parseImportMode } from './importMode.ts';
import type { LineProblem } from './lineProblem.ts';
import type { TransferAuthentication, TransferDevice } from './transferDevice.ts';

/** Members in the words of the service's `ExportImportDevice`; others are passed over, `null` counts as absent. */
export function readTransferDevice(line: JsonObject): TransferDevice | LineProblem {
  try {
    return read(line);
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
}

/** True for what {@link readTransferDevice} gives when it gives no device. */
export function isLineProblem(value: TransferDevice | LineProblem): value is LineProblem {
  return 'kind' in value;
}

class Refused extends Error {
  constructor(readonly problem: LineProblem) {
    super(problem.kind);
  }
}

function read(line: JsonObject): TransferDevice {
  const properties = object(line, 'properties');
  const device: Partial<TransferDevice> = {
    moduleId: id(line, 'moduleId'),
    importMode: mode(line),
    eTag: text(line, 'eTag'),
    status: oneOf(line, 'status', ['enabled', 'disabled']),
    statusReason: statusReason(line),
    authentication: authentication(object(line, 'authentication')),
    twinETag: text(line, 'twinETag'),
    tags: section('tags', object(line, 'tags')),
    desired: section('desired', properties && object(properties, 'desired', 'properties.')),
    reported: properties && object(properties, 'reported', 'properties.'),
    capabilities: capabilities(object(line, 'capabilities')),
    deviceScope: text(line, 'deviceScope'),
    parentScopes: texts(line, 'parentScopes'),
    managedBy: text(line, 'managedBy'),
  } as Partial<TransferDevice>;
  const told = Object.entries(device).filter(([, value]) => value !== undefined);

  return { id: id(line, 'id') ?? refuse({ kind: 'noId' }), ...(Object.fromEntries(told) as Partial<TransferDevice>) };
}

function refuse(problem: LineProblem): never {
  throw new Refused(problem);
}

function member(line: JsonObject, name: string): Json | undefined {
  const value = Object.hasOwn(line, name) ? line[name] : undefined;
  return value === null ? undefined : value;
}

function text(line: JsonObject, name: string, before = ''): string | undefined {
  const value = member(line, name);
  if (value === undefined || typeof value === 'string') return value;
  return refuse({ kind: 'wrongType', member: before + name, expected: 'a text' });
}

function texts(line: JsonObject, name: string): readonly string[] | undefined {
  const value = member(line, name);
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value;
  return refuse({ kind: 'wrongType', member: name, expected: 'a list of texts' });
}

function object(line: JsonObject, name: string, before = ''): JsonObject | undefined {
  const value = member(line, name);
  if (value === undefined || isJsonObject(value)) return value;
  return refuse({ kind: 'wrongType', member: before + name, expected: 'an object' });
}

function oneOf<T extends string>(line: JsonObject, name: string, values: readonly T[], before = ''): T | undefined {
  const value = text(line, name, before);
  const found = values.find(one => one.toLowerCase() === value?.toLowerCase());
  if (value === undefined || found !== undefined) return found;
  return refuse({ kind: 'wrongType', member: before + name, expected: `one of ${values.join(', ')}` });
}

function id(line: JsonObject, name: 'id' | 'moduleId'): string | undefined {
  const value = text(line, name);
  const problem = value === undefined ? undefined : checkDeviceId(value);
  return problem ? refuse({ kind: 'badId', member: name, problem }) : value;
}

function mode(line: JsonObject) {
  const value = text(line, 'importMode');
  return value === undefined ? undefined : (parseImportMode(value) ?? refuse({ kind: 'unknownMode', mode: value }));
}

/** 128 characters at most: "Device identity properties". */
function statusReason(line: JsonObject): string | undefined {
  const value = text(line, 'statusReason');
  if (value === undefined || value.length <= 128) return value;
  return refuse({ kind: 'wrongType', member: 'statusReason', expected: 'at most 128 characters long' });
}

function section(name: 'tags' | 'desired', value: JsonObject | undefined): JsonObject | undefined {
  const problem = value && findTwinProblem(name, ownMembers(value));
  return problem ? refuse({ kind: 'twin', section: name, problem }) : value;
}

function capabilities(value: JsonObject | undefined) {
  const iotEdge = value && member(value, 'iotEdge');
  if (iotEdge === undefined) return undefined;
  if (typeof iotEdge === 'boolean') return { iotEdge };
  return refuse({ kind: 'wrongType', member: 'capabilities.iotEdge', expected: 'true or false' });
}

const types: readonly AuthenticationType[] = ['sas', 'selfSigned', 'certificateAuthority', 'none'];

/** Without a `type` a thumbprint says that it is `selfSigned`, all else is `sas`: as the service reads it. */
function authentication(value: JsonObject | undefined): TransferAuthentication | undefined {
  if (!value) return undefined;
  const keys = object(value, 'symmetricKey', 'authentication.') ?? {};
  const prints = object(value, 'x509Thumbprint', 'authentication.') ?? {};
  const told = Object.entries({
    primaryKey: key(keys, 'primaryKey'),
    secondaryKey: key(keys, 'secondaryKey'),
    primaryThumbprint: thumbprint(prints, 'primaryThumbprint'),
    secondaryThumbprint: thumbprint(prints, 'secondaryThumbprint'),
  }).filter(([, secret]) => secret !== undefined);
  const stated = oneOf(value, 'type', types, 'authentication.');
  const type = stated ?? (member(prints, 'primaryThumbprint') === undefined ? 'sas' : 'selfSigned');

  return { type, ...(Object.fromEntries(told) as Partial<TransferAuthentication>) };
}

/** An empty key is none: it asks the hub to make one. */
function key(keys: JsonObject, name: string): Secret | undefined {
  const value = text(keys, name, 'authentication.symmetricKey.');
  if (value === undefined || value === '') return undefined;
  if (checkSymmetricKey(value) === undefined) return new Secret(value);
  return refuse({ kind: 'badKey', member: name });
}

function thumbprint(prints: JsonObject, name: string): string | undefined {
  const value = text(prints, name, 'authentication.x509Thumbprint.');
  if (value === undefined || value === '') return undefined;
  return normalThumbprint(value) ?? refuse({ kind: 'badThumbprint', member: name });
}
