import type { IdentityRecord } from '../../store/identityRecord.ts';
import { identityEtag, twinEtag as twinEtagOf } from '../deviceDocument.ts';
import { deviceIdOfScope } from '../deviceScope.ts';
import { checkIfMatch } from '../etag.ts';
import { type IdentityRequest, requestedName } from '../identityRequest.ts';
import { isEmptyTwin } from '../importedTwin.ts';
import type { Registry } from '../registry.ts';
import type { Twins } from '../twins.ts';
import type { ImportedDevice } from './importedDevice.ts';

/** What each import mode does with a device or module, and its twin. */
export class ImportRules {
  readonly #registry: Registry;
  readonly #twins: Twins;

  constructor(registry: Registry, twins: Twins) {
    this.#registry = registry;
    this.#twins = twins;
  }

  /** Does what the line asks, whole or not at all. @throws HubFault */
  apply(line: ImportedDevice): void {
    const name = requestedName(line.request);
    const existing = this.#registry.find(name);
    switch (line.mode) {
      case 'create':
        this.#create(line);
        break;
      case 'createOrUpdate':
      case 'createOrUpdateIfMatchETag':
        if (existing) this.#update(line, existing);
        else this.#create(line);
        break;
      case 'update':
      case 'updateIfMatchETag':
        this.#update(line, this.#registry.get(name));
        break;
      case 'delete':
      case 'deleteIfMatchETag':
        this.#registry.delete(name, line.etag);
        break;
      case 'updateTwin':
      case 'updateTwinIfMatchETag':
        this.#twins.import(name, line.twin, line.twinEtag);
        break;
    }
  }

  /** True if the device has a parent that is not there, or not yet. */
  waitsForParent({ request }: ImportedDevice): boolean {
    return parentIdsOf(request).some(parentId => !this.#registry.find(parentId));
  }

  #create({ request, twin }: ImportedDevice): void {
    const { name } = this.#registry.create(this.#withScopesOfHere(request));
    if (!isEmptyTwin(twin)) this.#twins.import(name, twin, undefined);
  }

  #update({ request, twin, etag, twinEtag }: ImportedDevice, existing: IdentityRecord): void {
    checkIfMatch(etag, identityEtag(existing));
    checkIfMatch(twinEtag, twinEtagOf(existing));
    this.#registry.update(this.#withScopesOfHere(request), undefined);
    if (!isEmptyTwin(twin)) this.#twins.import(existing.name, twin, undefined);
  }

  /**
   * A scope has the generation of its edge device in it, which is another one here if the file comes from another hub:
   * the edge device is known by its id.
   */
  #withScopesOfHere(request: IdentityRequest): IdentityRequest {
    const parentIds = parentIdsOf(request);
    if (parentIds.length === 0) return { ...request, deviceScope: null, parentScopes: null };

    const scopes = parentIds.map(parentId => this.#registry.get(parentId).deviceScope ?? '');
    return { ...request, deviceScope: null, parentScopes: scopes };
  }
}

/** An edge device's own scope is none of a parent. */
function parentIdsOf({ deviceId, deviceScope, parentScopes }: IdentityRequest): readonly string[] {
  const scopes = parentScopes?.length ? parentScopes : deviceScope ? [deviceScope] : [];
  return scopes.map(deviceIdOfScope).filter(parentId => parentId !== undefined && parentId !== deviceId) as string[];
}
