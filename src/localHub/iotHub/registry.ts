import { blankIdentity, type IdentityRecord, type NewIdentity, type StoredCounts } from '../store/identityRecord.ts';
import type { IdentityTable } from '../store/identityTable.ts';
import { identityEtag } from './deviceDocument.ts';
import { scopesOf } from './deviceScope.ts';
import type { CloseReason } from './deviceSide.ts';
import { checkIfMatch } from './etag.ts';
import { HubFault } from './hubFault.ts';
import { addressOf, isModule } from './identityName.ts';
import { authenticationOf, type IdentityRequest, requestedName } from './identityRequest.ts';

/** Limits of the registry: IoT Hub, "Identity registry" and "Quotas and throttling". */
export const registryLimits = {
  /** The most devices that `GET /devices` gives; it has no pages. */
  list: 1000,
  modulesOfDevice: 50,
} as const;

/** What else must know that a device or module left, or may not connect any more. */
type Disconnect = (name: string, reason: CloseReason) => void;

/** Who sees what was created or changed. */
interface Reviewers {
  /** Gives the identity as it then is. */
  readonly changed: (record: IdentityRecord) => IdentityRecord;
  /** For one of thousands, whose record is made only if somebody asks for it. */
  readonly created: (name: string, recordOf: () => IdentityRecord) => void;
}

/** The part of an identity that goes with it from one hub to another. */
export type StoredTwin = Pick<
  IdentityRecord,
  | 'statusReason'
  | 'modelId'
  | 'twinVersion'
  | 'tags'
  | 'desired'
  | 'desiredMetadata'
  | 'desiredVersion'
  | 'reported'
  | 'reportedMetadata'
  | 'reportedVersion'
>;

/** Tells a device from one of the same id that was deleted before. */
export function newGenerationId(nowMs: number): string {
  return `${nowMs}${1000 + below(9000)}`;
}

/** The identity registry of a hub: devices, and their modules. */
export class Registry {
  readonly #identities: IdentityTable;
  readonly #now: () => number;
  readonly #disconnect: Disconnect;
  readonly #reviewers: Reviewers;

  constructor(identities: IdentityTable, now: () => number, disconnect: Disconnect, reviewers: Reviewers) {
    this.#identities = identities;
    this.#now = now;
    this.#disconnect = disconnect;
    this.#reviewers = reviewers;
  }

  /** @throws HubFault DeviceNotFound (404001), ModuleNotFound (404010) */
  get(name: string): IdentityRecord {
    const record = this.#identities.get(name);
    if (record) return record;

    const { deviceId, moduleId } = addressOf(name);
    if (moduleId !== undefined && this.#identities.get(deviceId)) {
      throw new HubFault('ModuleNotFound', `The device "${deviceId}" has no module "${moduleId}".`);
    }
    throw new HubFault('DeviceNotFound', `The device "${deviceId}" does not exist.`);
  }

  /** Nothing if there is none. */
  find(name: string): IdentityRecord | undefined {
    return this.#identities.get(name);
  }

  /** A module is as enabled as its device. @throws HubFault DeviceNotFound, ModuleNotFound */
  isEnabled(name: string): boolean {
    const status = this.#identities.statusOf(name) ?? this.get(name).status;
    return status === 'enabled' && (!isModule(name) || this.isEnabled(addressOf(name).deviceId));
  }

  list(top: number): readonly IdentityRecord[] {
    return this.#identities.devicesAfter('', Math.min(top, registryLimits.list));
  }

  /** @throws HubFault DeviceNotFound (404001) */
  modulesOf(deviceId: string): readonly IdentityRecord[] {
    return this.#identities.modulesOf(this.get(deviceId).name);
  }

  counts(): StoredCounts {
    return this.#identities.counts();
  }

  /**
   * @throws HubFault DeviceAlreadyExists (409001), ModuleAlreadyExistsOnDevice (409301), TooManyModulesOnDevice
   * (413003), DeviceNotFound (404001) for a module of no device
   */
  create(request: IdentityRequest): IdentityRecord {
    const name = requestedName(request);
    if (isModule(name)) this.#checkNewModule(name);
    else if (this.#identities.get(name)) {
      throw new HubFault('DeviceAlreadyExists', `The device "${name}" already exists.`);
    }
    const record = this.#newRecord(name, request);
    this.#identities.add(record);
    return this.#reviewers.changed(record);
  }

  /**
   * Takes in a device from elsewhere, with its twin, in the place of one of the same id.
   * @param generationId a new one: see {@link newGenerationId}.
   */
  takeIn(request: IdentityRequest, generationId: string, twin: Partial<StoredTwin>): IdentityRecord {
    const name = requestedName(request);
    if (this.#identities.get(name)) this.delete(name, undefined);
    const record = { ...this.#newRecord(name, request, generationId), ...twin };
    this.#identities.add(record);
    return this.#reviewers.changed(record);
  }

  /**
   * Creates a device that stands alone, from what is its own. Quicker than {@link Registry.create}, and gives false if
   * there is a device of the name already.
   */
  createFrom(device: Omit<NewIdentity, 'generationId' | 'etag'>): boolean {
    const created = { ...device, generationId: newGenerationId(this.#now()), etag: newEtag() };
    if (!this.#identities.addNew(created)) return false;

    this.#reviewers.created(created.name, () => ({ ...blankIdentity, ...created }));
    return true;
  }

  /** @throws HubFault DeviceNotFound (404001), ModuleNotFound (404010), PreconditionFailed (412001) */
  update(request: IdentityRequest, ifMatch: string | undefined): IdentityRecord {
    const old = this.get(requestedName(request));
    checkIfMatch(ifMatch, identityEtag(old));

    const status = request.status ?? 'enabled';
    const record: IdentityRecord = {
      ...old,
      ...authenticationOf(keepingKeys(request, old)),
      ...this.#scopesOf(keepingScopes(request, old), old),
      etag: old.etag + 1,
      status,
      statusReason: request.statusReason ?? null,
      statusUpdatedMs: status === old.status ? old.statusUpdatedMs : this.#now(),
      managedBy: request.managedBy ?? old.managedBy,
    };
    this.#identities.put(record);
    if (status === 'disabled') this.#disconnectAll(record.name, 'deviceDisabled');
    return this.#reviewers.changed(record);
  }

  /** Deletes a module, or a device with its modules. @throws HubFault as {@link Registry.update} */
  delete(name: string, ifMatch: string | undefined): void {
    checkIfMatch(ifMatch, identityEtag(this.get(name)));
    this.#disconnectAll(name, 'deviceRemoved');
    for (const module of this.#modulesBelow(name)) this.#identities.delete(module);
    this.#identities.delete(name);
  }

  #checkNewModule(name: string): void {
    const { deviceId, moduleId } = addressOf(name);
    const modules = this.modulesOf(deviceId);
    if (modules.some(module => module.name === name)) {
      const message = `The device "${deviceId}" already has a module "${moduleId}".`;
      throw new HubFault('ModuleAlreadyExistsOnDevice', message);
    }
    if (modules.length >= registryLimits.modulesOfDevice) {
      throw new HubFault(
        'TooManyModulesOnDevice',
        `The device "${deviceId}" has 50 modules, which is all it may have.`,
      );
    }
  }

  #disconnectAll(name: string, reason: CloseReason): void {
    for (const module of this.#modulesBelow(name)) this.#disconnect(module, reason);
    this.#disconnect(name, reason);
  }

  #modulesBelow(name: string): readonly string[] {
    return isModule(name) ? [] : this.#identities.modulesOf(name).map(module => module.name);
  }

  #scopesOf(request: IdentityRequest, identity: Pick<IdentityRecord, 'name' | 'generationId'>) {
    return scopesOf(request, identity, deviceId => this.#identities.get(deviceId));
  }

  #newRecord(name: string, request: IdentityRequest, generationId?: string): IdentityRecord {
    const blank = { ...newIdentity(name, this.#now()), ...(generationId === undefined ? {} : { generationId }) };
    return {
      ...blank,
      ...authenticationOf(request),
      ...this.#scopesOf(request, blank),
      status: request.status ?? 'enabled',
      statusReason: request.statusReason ?? null,
      managedBy: request.managedBy ?? null,
    };
  }
}

/** What every new identity starts from: enabled, with no keys, and a twin with nothing in it. */
function newIdentity(name: string, nowMs: number): IdentityRecord {
  const $lastUpdated = new Date(nowMs).toISOString();
  return {
    ...blankIdentity,
    name,
    generationId: newGenerationId(nowMs),
    etag: newEtag(),
    status: 'enabled',
    statusReason: null,
    authenticationType: 'none',
    primaryKey: null,
    secondaryKey: null,
    primaryThumbprint: null,
    secondaryThumbprint: null,
    tags: '{}',
    desired: '{}',
    desiredMetadata: JSON.stringify({ $lastUpdated }),
    desiredVersion: 1,
    reported: '{}',
    reportedMetadata: JSON.stringify({ $lastUpdated }),
    reportedVersion: 1,
  };
}

/** Where the count of an identity's changes begins. */
function newEtag(): number {
  return 1 + below(2 ** 31 - 1);
}

/** A whole number that nobody need be unable to guess: quicker than one that is. */
function below(count: number): number {
  return Math.floor(count * Math.random());
}

/** An update that names no authentication keeps the one that the device has. */
function keepingKeys(request: IdentityRequest, old: IdentityRecord): IdentityRequest {
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

/** An update that names no capability keeps the one that the device has; no parents means: none. */
function keepingScopes(request: IdentityRequest, old: IdentityRecord): IdentityRequest {
  return { ...request, capabilities: { iotEdge: request.capabilities?.iotEdge ?? old.iotEdge === 1 } };
}
