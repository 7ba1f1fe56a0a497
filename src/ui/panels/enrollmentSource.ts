import * as vscode from 'vscode';
import { deviceProvisioningHost } from '../../azure/endpoint.ts';
import { derivedKey } from '../../azure/provisioning/derivedKey.ts';
import { HubError } from '../../domain/hubError.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PickableDevice } from '../../protocol/simulatorPage.ts';
import type { DeviceRow } from '../../protocol/simulatorRun.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { Hubs } from '../support/hub/hubs.ts';
import { firstRegistrations } from '../support/provisioning/allRegistrations.ts';
import type { EnrollmentTarget } from '../support/provisioning/enrollmentTarget.ts';
import { hubsByHost } from '../support/provisioning/hubAt.ts';
import type { ProvisioningServices } from '../support/provisioning/provisioningServices.ts';
import type { OpenSource, SimulationSource } from './simulationSource.ts';

/** As many devices as fit in one process. */
const mostListed = 10_000;

/** Devices of an enrollment, which ask its service for their hub: those that have asked before, and new ones. */
export class EnrollmentSource implements SimulationSource {
  readonly provisioned = true;
  readonly id: string;
  readonly name: string;
  readonly #asked: Set<string>;
  #byHost: ReadonlyMap<string, Hub> = new Map();

  /** @param asked registration ids of devices that may not have asked yet. */
  constructor(
    private readonly hubs: Hubs,
    private readonly target: EnrollmentTarget,
    asked: readonly string[],
  ) {
    const { service, address } = target;
    this.id = `${prefix}${new URLSearchParams({ service: service.id, ...address }).toString()}`;
    this.name = address.id;
    this.#asked = new Set(asked);
  }

  /** All at once: a page of registrations could not be chosen by the start of their ids. */
  async list(idPrefix: string, { after }: PageRequest): Promise<Page<PickableDevice>> {
    if (after !== undefined) return { items: [] };

    const registered = await firstRegistrations(this.target, mostListed);
    const own = this.target.address.kind === 'individual' ? [this.target.address.id] : [];
    const ids = new Set([...own, ...registered.map(({ registrationId }) => registrationId), ...this.#asked]);
    const matching = [...ids].filter(id => id.startsWith(idPrefix)).toSorted();
    return { items: matching.map(deviceId => ({ deviceId, enabled: true, connected: false })) };
  }

  /** @throws HubError `noKeys` if its devices have certificates. */
  async open(): Promise<OpenSource> {
    const { service, address } = this.target;
    const { client, endpoint } = await service.connect();
    const { idScope } = service;
    if (idScope === undefined) throw new HubError({ kind: 'rejected', hub: service.name, detail: noIdScope() });

    const { primaryKey } = await client.enrollmentKeys(address);
    this.#byHost = await hubsByHost(this.hubs);
    const hostName = deviceProvisioningHost(endpoint);
    const devices: OpenSource['devices'] = async registrationIds =>
      registrationIds.map(registrationId => {
        const key = address.kind === 'group' ? derivedKey(primaryKey, registrationId) : primaryKey;
        const provisioning = { hostName, idScope, registrationId, symmetricKey: key.reveal() };
        return { deviceId: registrationId, provisioning };
      });
    return { devices, ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }) };
  }

  hubIdOf({ assignments }: DeviceRow): string | undefined {
    return this.#byHost.get(assignments?.at(-1)?.hub.toLowerCase() ?? '')?.id;
  }

  async hubNames(): Promise<Readonly<Record<string, string>>> {
    this.#byHost = await hubsByHost(this.hubs);
    return Object.fromEntries([...this.#byHost].map(([hostName, hub]) => [hostName, hub.name]));
  }
}

const prefix = 'enrollment?';

/** The source of a page that was open before a reload of the window; nothing if its service is gone. */
export function enrollmentSourceOf(
  { hubs, provisioningServices }: { readonly hubs: Hubs; readonly provisioningServices: ProvisioningServices },
  id: string,
): EnrollmentSource | undefined {
  if (!id.startsWith(prefix)) return undefined;

  const query = new URLSearchParams(id.slice(prefix.length));
  const service = provisioningServices.get(query.get('service') ?? '');
  const kind = query.get('kind') === 'group' ? 'group' : 'individual';
  return service && new EnrollmentSource(hubs, { service, address: { kind, id: query.get('id') ?? '' } }, []);
}

function noIdScope(): string {
  return vscode.l10n.t('its ID scope is not known. Add the service again, with its ID scope.');
}
