import type { InitialTwin } from '../../domain/provisioning/enrollment.ts';
import type { IdentityRequest } from '../iotHub/identityRequest.ts';
import type { IotHub } from '../iotHub/iotHub.ts';
import type { StoredTwin } from '../iotHub/registry.ts';
import { replaceProperties } from '../iotHub/twinSection.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import type { HubAuthentication } from './attestedDevice.ts';
import type { Plan } from './plan.ts';

/**
 * Puts a device on its hub, as the plan wants it. Does nothing for one that arrived by this plan before: the plan may
 * be carried out again after a crash.
 * @param leaves the hub that it leaves, if it leaves one.
 */
export function arrive(plan: Plan, authentication: HubAuthentication, hub: IotHub, leaves: IotHub | undefined): void {
  const there = hub.registry.find(plan.deviceId);
  if (there?.generationId === plan.generationId) return;

  const { leaves: moves, data } = plan.decision;
  if (there && moves === undefined) {
    if (data.tags === 'reset') resetTwin(hub, there, plan.initialTwin);
    if (data.tags === 'reset' || data.tags === 'kept') return authenticate(hub, there, authentication);
  }
  const source = data.tags === 'migrated' ? leaves?.registry.find(plan.deviceId) : undefined;
  if (source) hub.registry.takeIn(migratedIdentity(source, authentication), plan.generationId, migratedTwin(source));
  else
    hub.registry.takeIn(
      newIdentity(plan, authentication),
      plan.generationId,
      beginningTwin(plan.initialTwin, hub.now()),
    );
}

function newIdentity({ deviceId, capabilities }: Plan, authentication: HubAuthentication): IdentityRequest {
  return { deviceId, authentication, capabilities };
}

/** Its parents stay behind: they are devices of the other hub. */
function migratedIdentity({ name, status, statusReason, iotEdge }: IdentityRecord, authentication: HubAuthentication) {
  return { deviceId: name, status, statusReason, authentication, capabilities: { iotEdge: iotEdge === 1 } };
}

/** Assumed, because no source says: the versions and times of the twin go with it. */
function migratedTwin(source: IdentityRecord): StoredTwin {
  return {
    statusReason: source.statusReason,
    modelId: source.modelId,
    twinVersion: source.twinVersion,
    tags: source.tags,
    desired: source.desired,
    desiredMetadata: source.desiredMetadata,
    desiredVersion: source.desiredVersion,
    reported: source.reported,
    reportedMetadata: source.reportedMetadata,
    reportedVersion: source.reportedVersion,
  };
}

function beginningTwin({ tags = {}, properties }: InitialTwin, nowMs: number): Partial<StoredTwin> {
  const nothing = { value: {}, metadata: {}, version: 0 };
  const stamp = { $lastUpdated: new Date(nowMs).toISOString(), $lastUpdatedVersion: 1 };
  const { value, metadata, version } = replaceProperties(nothing, properties?.desired ?? {}, stamp);
  return {
    tags: JSON.stringify(tags),
    desired: JSON.stringify(value),
    desiredMetadata: JSON.stringify(metadata),
    desiredVersion: version,
  };
}

/** Without a change of hubs: tags and desired properties as at the beginning, and nothing reported. */
function resetTwin(hub: IotHub, { name, reported }: IdentityRecord, { tags = {}, properties }: InitialTwin): void {
  const nothing = Object.fromEntries(Object.keys(JSON.parse(reported) as object).map(key => [key, null]));
  hub.twins.replace(name, { tags, properties: { desired: properties?.desired ?? {} } }, undefined);
  hub.twins.patchReported(name, nothing);
}

/** The device may have come with another key or certificate than the hub knows. */
function authenticate(hub: IotHub, record: IdentityRecord, authentication: HubAuthentication): void {
  const { symmetricKey, x509Thumbprint } = authentication;
  const known =
    record.primaryKey === (symmetricKey?.primaryKey ?? null) &&
    record.secondaryKey === (symmetricKey?.secondaryKey ?? null) &&
    record.primaryThumbprint === (x509Thumbprint?.primaryThumbprint ?? null) &&
    record.secondaryThumbprint === (x509Thumbprint?.secondaryThumbprint ?? null);
  if (known) return;

  const { name, status, statusReason, deviceScope, parentScopes } = record;
  const scopes = { deviceScope, parentScopes: JSON.parse(parentScopes) as string[] };
  hub.registry.update({ deviceId: name, status, statusReason, authentication, ...scopes }, undefined);
}
