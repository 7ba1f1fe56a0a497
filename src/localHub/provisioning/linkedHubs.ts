import type { X509Certificate } from 'node:crypto';
import type { AllocationPolicy } from '../../domain/provisioning/enrollment.ts';
import { findHub, type LinkedHub, type ServiceAllocation } from '../../domain/provisioning/candidateHubs.ts';
import { readCertificate } from '../certificates/certificateChain.ts';
import type { IotHub } from '../iotHub/iotHub.ts';
import type { LinkedHubRow, LinkedHubTable } from '../store/linkedHubTable.ts';
import type { SettingTable } from '../store/settingTable.ts';

/** A hub of the process. */
export interface LocalHubOfProcess {
  readonly name: string;
  readonly hub: IotHub;
  /** `localhost:PORT` */
  readonly address: { readonly hostName: string };
}

/** A hub of the process that a provisioning service may assign. */
export interface LinkedLocalHub extends LinkedHub {
  readonly name: string;
  readonly hub: IotHub;
  /** Nothing if nobody said. */
  readonly latencyMs?: number;
}

/** What can be said of a linked hub. */
export interface LinkedHubChange {
  readonly allocationWeight?: number;
  readonly applyAllocationPolicy?: boolean;
}

export type ServicePolicy = Exclude<AllocationPolicy, 'custom'>;

const policySetting = 'allocationPolicy';
const servicePolicies: readonly ServicePolicy[] = ['hashed', 'geoLatency', 'static'];

/** Which hubs a provisioning service assigns, and how: all hubs of the process, unless somebody took one away. */
export class LinkedHubs {
  readonly #table: LinkedHubTable;
  readonly #settings: SettingTable;
  readonly #hubs: () => readonly LocalHubOfProcess[];

  /** @param hubs those of the process, as they are now. */
  constructor(table: LinkedHubTable, settings: SettingTable, hubs: () => readonly LocalHubOfProcess[]) {
    this.#table = table;
    this.#settings = settings;
    this.#hubs = hubs;
  }

  /** In the order of the process's hubs. */
  list(): readonly LinkedLocalHub[] {
    const rows = new Map(this.#table.all().map(row => [row.name.toLowerCase(), row]));
    return this.#hubs().flatMap(({ name, hub, address }) => {
      const row = rows.get(name.toLowerCase()) ?? defaultRow(name);
      return row.linked === 1 ? [{ name, hub, hostName: address.hostName, ...settingsOf(row) }] : [];
    });
  }

  byName(name: string): LinkedLocalHub | undefined {
    return this.list().find(hub => hub.name.toLowerCase() === name.toLowerCase());
  }

  byHostName(hostName: string): LinkedLocalHub | undefined {
    return findHub(this.list(), hostName);
  }

  /** The verified certificate of that name of one of the hubs: a service has none of its own. */
  authority(name: string): X509Certificate | undefined {
    const record = this.list()
      .map(({ hub }) => hub.certificates.find(name))
      .find(certificate => certificate?.isVerified);
    return record && readCertificate(Buffer.from(record.raw));
  }

  /** What the service's own allocation goes by. */
  get allocation(): ServiceAllocation {
    return { allocationPolicy: this.policy, linkedHubs: this.list() };
  }

  get policy(): ServicePolicy {
    const stored = this.#settings.getOrMake(policySetting, () => 'hashed');
    return servicePolicies.find(policy => policy === stored) ?? 'hashed';
  }

  set policy(policy: ServicePolicy) {
    this.#settings.put(policySetting, policy);
  }

  /** Milliseconds by host name in lower case. */
  get latenciesMs(): ReadonlyMap<string, number> {
    return new Map(
      this.list().flatMap(({ hostName, latencyMs }) =>
        latencyMs === undefined ? [] : [[hostName.toLowerCase(), latencyMs] as const],
      ),
    );
  }

  /** Links a hub of the process, or changes what is said of it. */
  link(name: string, change: LinkedHubChange = {}): void {
    const { allocationWeight, applyAllocationPolicy } = change;
    const row = this.#rowOf(name);
    this.#table.put({
      ...row,
      linked: 1,
      allocationWeight: allocationWeight ?? row.allocationWeight,
      applyAllocationPolicy:
        applyAllocationPolicy === undefined ? row.applyAllocationPolicy : Number(applyAllocationPolicy),
    });
  }

  /** Says how far a hub is, for `geoLatency`, or that nobody knows: there is no geography on one machine. */
  setLatency(name: string, latencyMs: number | undefined): void {
    this.#table.put({ ...this.#rowOf(name), latencyMs: latencyMs ?? null });
  }

  /** Takes a hub away. Its devices stay where they are. */
  unlink(name: string): void {
    this.#table.put({ ...this.#rowOf(name), linked: 0 });
  }

  #rowOf(name: string): LinkedHubRow {
    return this.#table.all().find(row => row.name.toLowerCase() === name.toLowerCase()) ?? defaultRow(name);
  }
}

function defaultRow(name: string): LinkedHubRow {
  return { name, linked: 1, allocationWeight: 1, applyAllocationPolicy: 1, latencyMs: null };
}

function settingsOf({ allocationWeight, applyAllocationPolicy, latencyMs }: LinkedHubRow) {
  return {
    allocationWeight,
    applyAllocationPolicy: applyAllocationPolicy === 1,
    ...(latencyMs === null ? {} : { latencyMs }),
  };
}
