import { HubFault } from './hubFault.ts';
import { isModule } from './identityName.ts';
import type { IdentityRequest } from './identityRequest.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';

/** Where a device stands in the hierarchy of edge devices. */
type Scopes = Pick<IdentityRecord, 'iotEdge' | 'deviceScope' | 'parentScopes'>;

const scopePattern = /^ms-azure-iot-edge:\/\/(?<deviceId>.+)-(?<generation>\d+)$/;

/** The edge device that a scope names. */
export function deviceIdOfScope(scope: string): string | undefined {
  return scopePattern.exec(scope)?.groups?.['deviceId'];
}

/** How deep edge devices may stand below each other: IoT Edge, "Create nested IoT Edge devices". */
const mostLayers = 5;

/** The scope that an edge device makes for what connects through it. */
function ownScope(deviceId: string, generationId: string): string {
  return `ms-azure-iot-edge://${deviceId}-${generationId}`;
}

/**
 * What a request says of capability and parents. An edge device keeps the scope of its own and names its parents in
 * `parentScopes`; another device has the scope of its one parent as its `deviceScope`.
 * @param find the record of a device, by id.
 * @throws HubFault ArgumentInvalid when a parent does not exist, is no edge device, or would be its own descendant.
 */
export function scopesOf(
  request: IdentityRequest,
  identity: Pick<IdentityRecord, 'name' | 'generationId'>,
  find: (deviceId: string) => IdentityRecord | undefined,
): Scopes {
  if (isModule(identity.name)) return { iotEdge: 0, deviceScope: null, parentScopes: '[]' };

  const iotEdge = request.capabilities?.iotEdge ?? false;
  const own = ownScope(identity.name, identity.generationId);
  const named = request.parentScopes?.length ? request.parentScopes : [request.deviceScope];
  const parents = named.filter(scope => typeof scope === 'string' && scope !== '' && scope !== own) as string[];
  if (parents.length > 1) throw invalid('A device has one parent at most.');
  for (const parent of parents) checkParent(parent, identity.name, find);

  const deviceScope = iotEdge ? own : (parents[0] ?? null);
  return { iotEdge: iotEdge ? 1 : 0, deviceScope, parentScopes: JSON.stringify(parents) };
}

function checkParent(scope: string, child: string, find: (deviceId: string) => IdentityRecord | undefined): void {
  let above: string | undefined = scope;
  for (let layer = 1; above !== undefined; layer++) {
    const parent = parentOf(above, find);
    if (parent.name === child) throw invalid(`"${child}" would be its own parent.`);
    if (layer >= mostLayers) throw invalid(`Edge devices may stand ${mostLayers} layers deep, not more.`);
    above = (JSON.parse(parent.parentScopes) as string[]).at(0);
  }
}

function parentOf(scope: string, find: (deviceId: string) => IdentityRecord | undefined): IdentityRecord {
  const deviceId = deviceIdOfScope(scope);
  const parent = deviceId === undefined ? undefined : find(deviceId);
  if (parent?.iotEdge === 1 && parent.deviceScope === scope) return parent;

  throw invalid(`"${scope}" is not the scope of an edge device of this hub.`);
}

function invalid(message: string): HubFault {
  return new HubFault('ArgumentInvalid', message);
}
