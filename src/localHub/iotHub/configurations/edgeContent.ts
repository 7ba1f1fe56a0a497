import { type Json, type JsonObject, isJsonObject } from '../../../domain/json.ts';
import { HubFault } from '../hubFault.ts';
import { identityName } from '../identityName.ts';
import { parseIdentityRequest } from '../identityRequest.ts';
import type { Registry } from '../registry.ts';
import type { Twins } from '../twins.ts';
import { checkContent } from './configurationRequest.ts';
import { patchOf, settingsOf } from '../../../domain/configuration/settings.ts';

/**
 * Applies a content to one edge device, once: `POST /devices/{id}/applyConfigurationContent`. Its modules are made if
 * they are not there, and their desired properties become what the content says. Nothing is run.
 * @throws HubFault DeviceNotFound (404001), InvalidConfigurationContent (400402), ArgumentInvalid (400004) for a device
 * that is no edge device
 */
export function applyToEdgeDevice(registry: Registry, twins: Twins, deviceId: string, content: unknown): void {
  const device = registry.get(deviceId);
  const modules = isJsonObject(content) ? content['modulesContent'] : undefined;
  if (!isJsonObject(content) || !isJsonObject(modules ?? null)) {
    throw new HubFault('InvalidConfigurationContent', 'The content has no "modulesContent".');
  }
  checkContent(content);
  if (device.iotEdge !== 1) throw new HubFault('ArgumentInvalid', `The device "${deviceId}" is no edge device.`);

  for (const [moduleId, section] of Object.entries(modules as JsonObject)) {
    const names = new Set(registry.modulesOf(deviceId).map(({ name }) => name));
    const name = identityName({ deviceId, moduleId });
    if (!names.has(name)) registry.create(parseIdentityRequest({ deviceId, moduleId, managedBy: 'IotEdge' }));
    twins.replace(name, { properties: { desired: desiredOf(section) } }, undefined);
  }
}

function desiredOf(section: Json): JsonObject {
  const settings = isJsonObject(section) ? settingsOf(section) : [];
  return typeof settings === 'string' ? {} : patchOf([], settings);
}
