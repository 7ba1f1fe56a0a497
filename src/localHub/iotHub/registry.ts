import { randomInt } from 'node:crypto';
import type { DeviceRecord, DeviceTable, StoredCounts } from '../store/deviceTable.ts';
import { identityEtag } from './deviceDocument.ts';
import type { CloseReason } from './deviceSide.ts';
import { checkIfMatch } from './etag.ts';
import { HubFault } from './hubFault.ts';
import { authenticationOf, type IdentityRequest } from './identityRequest.ts';

/** The most devices that `GET /devices` gives; it has no pages. */
export const listLimit = 1000;

/** What else must know that a device left or may not connect any more. */
type Disconnect = (deviceId: string, reason: CloseReason) => void;

/** The identity registry of a hub. */
export class Registry {
  readonly #devices: DeviceTable;
  readonly #now: () => number;
  readonly #disconnect: Disconnect;

  constructor(devices: DeviceTable, now: () => number, disconnect: Disconnect) {
    this.#devices = devices;
    this.#now = now;
    this.#disconnect = disconnect;
  }

  /** @throws HubFault DeviceNotFound (404001) */
  get(deviceId: string): DeviceRecord {
    const record = this.#devices.get(deviceId);
    if (!record) throw new HubFault('DeviceNotFound', `The device "${deviceId}" does not exist.`);

    return record;
  }

  list(top: number): readonly DeviceRecord[] {
    return this.#devices.after('', Math.min(top, listLimit));
  }

  counts(): StoredCounts {
    return this.#devices.counts();
  }

  /** @throws HubFault DeviceAlreadyExists (409001) */
  create(request: IdentityRequest): DeviceRecord {
    const { deviceId } = request;
    if (this.#devices.get(deviceId)) {
      throw new HubFault('DeviceAlreadyExists', `The device "${deviceId}" already exists.`);
    }
    const record = this.#newRecord(request);
    this.#devices.put(record);
    return record;
  }

  /** @throws HubFault DeviceNotFound (404001), PreconditionFailed (412001) */
  update(request: IdentityRequest, ifMatch: string | undefined): DeviceRecord {
    const old = this.get(request.deviceId);
    checkIfMatch(ifMatch, identityEtag(old));

    const status = request.status ?? 'enabled';
    const record: DeviceRecord = {
      ...old,
      ...authenticationOf(keepingKeys(request, old)),
      etag: old.etag + 1,
      status,
      statusReason: request.statusReason ?? null,
      statusUpdatedMs: status === old.status ? old.statusUpdatedMs : this.#now(),
      iotEdge: (request.capabilities?.iotEdge ?? old.iotEdge === 1) ? 1 : 0,
    };
    this.#devices.put(record);
    if (status === 'disabled') this.#disconnect(record.deviceId, 'deviceDisabled');
    return record;
  }

  /** @throws HubFault DeviceNotFound (404001), PreconditionFailed (412001) */
  delete(deviceId: string, ifMatch: string | undefined): void {
    checkIfMatch(ifMatch, identityEtag(this.get(deviceId)));
    this.#devices.delete(deviceId);
    this.#disconnect(deviceId, 'deviceRemoved');
  }

  #newRecord(request: IdentityRequest): DeviceRecord {
    const now = this.#now();
    const $lastUpdated = new Date(now).toISOString();
    return {
      ...authenticationOf(request),
      deviceId: request.deviceId,
      generationId: `${now}${randomInt(1000, 10_000)}`,
      etag: randomInt(1, 2 ** 31),
      status: request.status ?? 'enabled',
      statusReason: request.statusReason ?? null,
      statusUpdatedMs: 0,
      connectionUpdatedMs: 0,
      lastActivityMs: 0,
      iotEdge: request.capabilities?.iotEdge ? 1 : 0,
      modelId: '',
      twinVersion: 2,
      tags: '{}',
      desired: '{}',
      desiredMetadata: JSON.stringify({ $lastUpdated }),
      desiredVersion: 1,
      reported: '{}',
      reportedMetadata: JSON.stringify({ $lastUpdated }),
      reportedVersion: 1,
    };
  }
}

/** An update that names no authentication keeps the one that the device has. */
function keepingKeys(request: IdentityRequest, old: DeviceRecord): IdentityRequest {
  if (request.authentication) return request;

  const { authenticationType: type, primaryKey, secondaryKey, primaryThumbprint, secondaryThumbprint } = old;
  return {
    ...request,
    authentication: {
      type,
      symmetricKey: { primaryKey, secondaryKey },
      x509Thumbprint: { primaryThumbprint, secondaryThumbprint },
    },
  };
}
