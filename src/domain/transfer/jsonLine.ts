import { type JsonObject, isJsonObject } from '../json.ts';
import type { LineProblem } from './lineProblem.ts';
import { readTransferDevice } from './readTransferDevice.ts';
import type { TransferAuthentication, TransferDevice } from './transferDevice.ts';

/** Reads a line of `devices.txt`. */
export function parseJsonLine(text: string): TransferDevice | LineProblem {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return { kind: 'notJson', detail: error instanceof SyntaxError ? withoutText(error.message) : '' };
  }
  return isJsonObject(line) ? readTransferDevice(line) : { kind: 'notObject' };
}

/** The line of a device, without its line end. Keys stand in it in clear. */
export function printJsonLine(device: TransferDevice): string {
  return JSON.stringify(lineObject(device));
}

/** A device in the members and the order of the service's export. Keys stand in it in clear; excluded ones are `null`. */
export function lineObject(device: TransferDevice): JsonObject {
  const { authentication, tags, desired, reported } = device;
  const properties = { ...(desired ? { desired } : {}), ...(reported ? { reported } : {}) };
  const members: Readonly<Record<string, unknown>> = {
    id: device.id,
    moduleId: device.moduleId,
    eTag: device.eTag,
    importMode: device.importMode,
    status: device.status,
    statusReason: device.statusReason,
    authentication: authentication && authenticationObject(authentication),
    twinETag: device.twinETag,
    tags,
    properties: desired || reported ? properties : undefined,
    capabilities: device.capabilities,
    deviceScope: device.deviceScope,
    parentScopes: device.parentScopes,
    managedBy: device.managedBy,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

function authenticationObject(authentication: TransferAuthentication): JsonObject {
  const { type, primaryKey, secondaryKey, primaryThumbprint, secondaryThumbprint } = authentication;
  const symmetricKey = { primaryKey: primaryKey?.reveal() ?? null, secondaryKey: secondaryKey?.reveal() ?? null };
  const x509Thumbprint = {
    primaryThumbprint: primaryThumbprint ?? null,
    secondaryThumbprint: secondaryThumbprint ?? null,
  };
  return {
    type,
    ...(type === 'sas' || primaryKey || secondaryKey ? { symmetricKey } : {}),
    ...(type === 'selfSigned' || primaryThumbprint || secondaryThumbprint ? { x509Thumbprint } : {}),
  };
}

/** V8 quotes the text, which may have a key in it; what is wrong and where is enough. */
function withoutText(message: string): string {
  const position = /at position \d+/.exec(message)?.[0];
  return position === undefined ? '' : `the mistake is ${position}.`;
}
