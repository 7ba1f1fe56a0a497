import type { DeviceStatistics } from '../../domain/hubClient.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { TierLimits } from '../../domain/tierLimits.ts';
import { CertificateTable } from '../store/certificateTable.ts';
import { CloudToDeviceTable } from '../store/cloudToDeviceTable.ts';
import { ConfigurationTable } from '../store/configurationTable.ts';
import type { IdentityRecord } from '../store/identityRecord.ts';
import { IdentityTable } from '../store/identityTable.ts';
import { SessionTable } from '../store/sessionTable.ts';
import { SettingTable } from '../store/settingTable.ts';
import type { Store } from '../store/store.ts';
import { TelemetryLog, telemetryRetention } from '../store/telemetryLog.ts';
import { TransferJobTable } from '../store/transferJobTable.ts';
import { AccessPolicies } from './accessPolicies.ts';
import type { AccessPolicy } from './accessPolicy.ts';
import { CaCertificates } from './caCertificates.ts';
import { CloudToDeviceQueue } from './cloudToDeviceQueue.ts';
import { configurationCounts, Configurations } from './configurations/configurations.ts';
import { Rollouts } from './configurations/rollouts.ts';
import { Connections } from './connections.ts';
import { identityDocument, twinDocument } from './deviceDocument.ts';
import { DeviceEntrance } from './deviceEntrance.ts';
import type {
  Admission,
  DeviceAddress,
  DeviceConnection,
  DeviceCredentials,
  DeviceGateway,
  DeviceMessage,
} from './deviceSide.ts';
import { DirectMethods } from './directMethods.ts';
import { HubFault } from './hubFault.ts';
import { type Clock, systemClock } from './jobs/clock.ts';
import { jobHistoryMs, Jobs } from './jobs/jobs.ts';
import { MessageMeter, meterBlockBytes } from './messageMeter.ts';
import { Queries } from './queries.ts';
import { Registry } from './registry.ts';
import { Throttle } from './throttle.ts';
import type { BlobWorker } from './transfer/blobWorker.ts';
import { TransferJobs } from './transfer/transferJobs.ts';
import { Twins } from './twins.ts';

export interface IotHubOptions {
  /** The hub's name: `contoso` is `contoso.azure-devices.net` to clients that say so. */
  readonly name: string;
  readonly store: Store;
  /** None for a hub without limits. */
  readonly limits?: TierLimits | undefined;
  /** How many units of its tier it has; 1 unless said. */
  readonly units?: number;
  /** The most configurations that it takes: see `configurationCounts`. */
  readonly mostConfigurations?: number;
  /** Starts what speaks to the containers of an import or export. */
  readonly startBlobWorker: () => BlobWorker;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** When jobs start and go on; that of `now` unless given. */
  readonly clock?: Clock;
}

const housekeepingMs = 30_000;

/** An IoT hub: its rules and its state, with no socket. Protocols speak for its devices and services. */
export class IotHub implements DeviceGateway {
  readonly name: string;
  readonly hostNames: ReadonlySet<string>;
  readonly accessPolicies: AccessPolicies;
  readonly registry: Registry;
  readonly twins: Twins;
  readonly methods: DirectMethods;
  readonly queries: Queries;
  readonly configurations: Configurations;
  readonly transferJobs: TransferJobs;
  readonly jobs: Jobs;
  /** The authorities of its devices. */
  readonly certificates: CaCertificates;
  readonly throttle: Throttle;
  readonly meter: MessageMeter;
  readonly store: Store;
  readonly telemetry: TelemetryLog;
  readonly now: () => number;
  readonly #messages: CloudToDeviceQueue;
  readonly #connections = new Connections();
  readonly #entrance: DeviceEntrance;
  readonly #rollouts: Rollouts;
  readonly #housekeeping: NodeJS.Timeout;
  #limits: TierLimits | undefined;
  #mostConfigurations: number = configurationCounts.paid;

  constructor(options: IotHubOptions) {
    const { name, store, limits, units = 1, now = Date.now } = options;
    const settings = new SettingTable(store);
    this.name = name;
    this.hostNames = new Set(['localhost', '127.0.0.1', '[::1]', `${name}.azure-devices.net`.toLowerCase()]);
    this.now = now;
    this.store = store;
    this.accessPolicies = new AccessPolicies(settings);
    this.throttle = new Throttle(limits, units, now);
    this.meter = new MessageMeter({ store, settings, now });
    this.telemetry = new TelemetryLog(store, now);
    const identities = new IdentityTable(store);
    this.#messages = new CloudToDeviceQueue(new CloudToDeviceTable(store), now);
    this.certificates = new CaCertificates(new CertificateTable(store), now);
    this.registry = new Registry(identities, now, (name, reason) => this.#entrance.dismiss(name, reason), {
      changed: record => this.#rollouts.review(record),
      created: (name, recordOf) => this.#rollouts.reviewNew(name, recordOf),
    });
    this.twins = new Twins(
      this.registry,
      identities,
      now,
      (name, patch, version) => this.#connections.get(name)?.connection.notifyDesired(JSON.stringify(patch), version),
      {
        changed: record => this.#rollouts.review(record),
        reported: deviceName => this.#rollouts.reviewReported(deviceName),
      },
    );
    this.methods = new DirectMethods(this.registry, this.#connections, now);
    this.#entrance = new DeviceEntrance({
      store,
      now,
      identities,
      hostNames: this.hostNames,
      policies: this.accessPolicies.all,
      certificates: this.certificates,
      throttle: this.throttle,
      registry: this.registry,
      twins: this.twins,
      methods: this.methods,
      messages: this.#messages,
      telemetry: this.telemetry,
      sessions: new SessionTable(store),
      connections: this.#connections,
      meter: this.meter,
    });
    this.queries = new Queries(store, identities, record => this.twinDocument(record));
    const table = new ConfigurationTable(store);
    this.configurations = new Configurations({
      table,
      now,
      mostConfigurations: () => this.#mostConfigurations,
      rollOut: () => void this.#rollouts.run(),
    });
    this.#rollouts = new Rollouts({
      store,
      table,
      configurations: this.configurations,
      registry: this.registry,
      twins: this.twins,
      show: record => this.twinDocument(record),
    });
    this.transferJobs = new TransferJobs({
      store,
      table: new TransferJobTable(store),
      registry: this.registry,
      twins: this.twins,
      configurations: this.configurations,
      startWorker: options.startBlobWorker,
      now,
    });
    this.jobs = new Jobs({
      store,
      clock: options.clock ?? systemClock(now),
      methods: this.methods,
      twins: this.twins,
      show: record => this.twinDocument(record),
      isTransferJob: id => this.transferJobs.find(id) !== undefined,
    });
    void this.#rollouts.run();
    this.useLimits(limits, units, options.mostConfigurations ?? configurationCounts.paid);
    this.jobs.resume();
    this.#housekeeping = setInterval(() => this.#keepHouse(), housekeepingMs).unref();
  }

  /** Serves by these limits from now on; by none if `limits` is absent. */
  useLimits(limits: TierLimits | undefined, units: number, mostConfigurations: number): void {
    this.#limits = limits;
    this.throttle.useLimits(limits, units);
    this.meter.blockBytes = limits?.messageBlockBytes ?? meterBlockBytes;
    this.jobs.useLimits(limits, units);
    this.#mostConfigurations = mostConfigurations;
  }

  /** @throws HubFault OperationNotAvailableInCurrentTier (403010) on a hub of the Basic tier. */
  checkNotBasic(): void {
    if (this.#limits?.edition !== 'basic') return;

    throw new HubFault('OperationNotAvailableInCurrentTier', 'The Basic tier does not have this. Use a Standard tier.');
  }

  /** Its shared access policies, by their names. */
  get policies(): ReadonlyMap<string, AccessPolicy<string>> {
    return this.accessPolicies.all;
  }

  connect(address: DeviceAddress, credentials: DeviceCredentials, connection: DeviceConnection): Admission {
    return this.#entrance.connect(address, credentials, connection);
  }

  /** The device as the registry's REST API shows it. */
  identityDocument(record: IdentityRecord): JsonObject {
    return identityDocument(this.#entrance.current(record), this.#entrance.liveState(record.name));
  }

  /** The device as the twins' REST API and queries show it. */
  twinDocument(record: IdentityRecord): JsonObject {
    return twinDocument(this.#entrance.current(record), this.#entrance.liveState(record.name));
  }

  /** @throws HubFault DeviceNotFound, DeviceMaximumQueueDepthExceeded, MessageTooLarge, and on Basic hubs 403010 */
  sendToDevice(deviceId: string, message: DeviceMessage): void {
    this.checkNotBasic();
    this.registry.get(deviceId);
    this.#messages.enqueue(deviceId, message);
    this.meter.add(message.body.length);
    const connection = this.#connections.get(deviceId)?.connection;
    if (connection) this.#messages.deliver(deviceId, connection);
  }

  statistics(): DeviceStatistics {
    const { devices, disabledDevices } = this.registry.counts();
    return {
      totalDeviceCount: devices,
      enabledDeviceCount: devices - disabledDevices,
      disabledDeviceCount: disabledDevices,
      connectedDeviceCount: this.#connections.deviceCount,
    };
  }

  /** Lets all devices go and writes what is still to be written; the store stays open for its owner to close. */
  close(): void {
    clearInterval(this.#housekeeping);
    this.#rollouts.close();
    this.transferJobs.close();
    this.jobs.close();
    this.#entrance.close();
    this.store.flush();
  }

  /** Old telemetry and old jobs go. */
  #keepHouse(): void {
    this.telemetry.forgetBefore(this.now() - telemetryRetention.ms);
    this.jobs.forgetBefore(this.now() - jobHistoryMs);
  }
}
