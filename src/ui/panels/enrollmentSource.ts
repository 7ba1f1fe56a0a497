import * as vscode from 'vscode';
import { deviceProvisioningHost } from '../../azure/endpoint.ts';
import { HubError } from '../../domain/hubError.ts';
import { mapConcurrently } from '../../domain/mapConcurrently.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { PickableDevice } from '../../protocol/simulatorPage.ts';
import type { DeviceRow } from '../../protocol/simulatorRun.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { Hubs } from '../support/hub/hubs.ts';
import { deviceProofs } from '../support/provisioning/deviceProofs.ts';
import type { EnrollmentCertificates } from '../support/provisioning/enrollmentCertificates.ts';
import { firstRegistrations } from '../support/provisioning/allRegistrations.ts';
import type { EnrollmentTarget } from '../support/provisioning/enrollmentTarget.ts';
import { hubsByHost } from '../support/provisioning/hubAt.ts';
import type { ProvisioningServices } from '../support/provisioning/provisioningServices.ts';
import type { OpenSource, SimulationSource } from './simulationSource.ts';

/** As many devices as fit in one process. */
const mostListed = 10_000;
/** Certificates that are made at the same time. */
const signedAtOnce = 8;

/** What the sources of all enrollments need. */
export interface EnrollmentSourceParts {
  readonly hubs: Hubs;
  readonly enrollmentCertificates: EnrollmentCertificates;
}

/** Devices of an enrollment, which ask its service for their hub: those that have asked before, and new ones. */
export class EnrollmentSource implements SimulationSource {
  readonly provisioned = true;
  readonly id: string;
  readonly name: string;
  readonly #asked: Set<string>;
  #byHost: ReadonlyMap<string, Hub> = new Map();

  /** @param asked registration ids of devices that may not have asked yet. */
  constructor(
    private readonly parts: EnrollmentSourceParts,
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

  /** Throws as {@link deviceProofs}. */
  async open(): Promise<OpenSource> {
    const { service } = this.target;
    const { client, endpoint } = await service.connect();
    const { idScope } = service;
    if (idScope === undefined) throw new HubError({ kind: 'rejected', hub: service.name, detail: noIdScope() });

    const prove = await deviceProofs(this.target, client, this.parts.enrollmentCertificates);
    this.#byHost = await hubsByHost(this.parts.hubs);
    const hostName = deviceProvisioningHost(endpoint);
    const devices: OpenSource['devices'] = registrationIds =>
      mapConcurrently(registrationIds, signedAtOnce, async registrationId => {
        const proof = await prove(registrationId);
        if ('problem' in proof) return { deviceId: registrationId, ...proof };
        return { deviceId: registrationId, provisioning: { hostName, idScope, registrationId, proof } };
      });
    return { devices, ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }) };
  }

  hubIdOf({ assignments }: DeviceRow): string | undefined {
    return this.#byHost.get(assignments?.at(-1)?.hub.toLowerCase() ?? '')?.id;
  }

  async hubNames(): Promise<Readonly<Record<string, string>>> {
    this.#byHost = await hubsByHost(this.parts.hubs);
    return Object.fromEntries([...this.#byHost].map(([hostName, hub]) => [hostName, hub.name]));
  }
}

const prefix = 'enrollment?';

/** The source of a page that was open before a reload of the window; nothing if its service is gone. */
export function enrollmentSourceOf(
  parts: EnrollmentSourceParts & { readonly provisioningServices: ProvisioningServices },
  id: string,
): EnrollmentSource | undefined {
  if (!id.startsWith(prefix)) return undefined;

  const query = new URLSearchParams(id.slice(prefix.length));
  const service = parts.provisioningServices.get(query.get('service') ?? '');
  const kind = query.get('kind') === 'group' ? 'group' : 'individual';
  return service && new EnrollmentSource(parts, { service, address: { kind, id: query.get('id') ?? '' } }, []);
}

function noIdScope(): string {
  return vscode.l10n.t('its ID scope is not known. Add the service again, with its ID scope.');
}
