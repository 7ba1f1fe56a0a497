import type { IdentityRecord } from '../store/identityRecord.ts';
import type { IdentityTable } from '../store/identityTable.ts';
import type { AccessPolicy } from './accessPolicy.ts';
import type { CaCertificates } from './caCertificates.ts';
import type { ConnectedDevice } from './connections.ts';
import { checkDeviceCredentials } from './deviceAuthentication.ts';
import type { LiveState } from './deviceDocument.ts';
import type { Admission, CloseReason, DeviceAddress, DeviceConnection, DeviceCredentials } from './deviceSide.ts';
import { HubFault } from './hubFault.ts';
import { identityName } from './identityName.ts';
import { type HubParts, Session } from './session.ts';
import type { Throttle } from './throttle.ts';

export interface DeviceEntranceOptions extends Omit<HubParts, 'keepActivity'> {
  readonly identities: IdentityTable;
  /** As devices may name the hub in their tokens. */
  readonly hostNames: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, AccessPolicy<string>>;
  readonly certificates: CaCertificates;
  readonly throttle: Throttle;
}

const refused = (detail: string): Admission => ({ admitted: false, reason: 'unauthorized', detail });

/** Lets devices in and out of the hub, and knows how those are that are in. */
export class DeviceEntrance {
  readonly #options: DeviceEntranceOptions;
  readonly #ofSessions: HubParts;

  constructor(options: DeviceEntranceOptions) {
    this.#options = options;
    this.#ofSessions = { ...options, keepActivity: device => this.#keepActivity(device) };
  }

  connect(address: DeviceAddress, credentials: DeviceCredentials, connection: DeviceConnection): Admission {
    const { identities, hostNames, policies, certificates, now } = this.#options;
    const name = identityName(address);
    const record = identities.get(name);
    if (!record) return refused('it is not registered');
    if (identities.get(address.deviceId)?.status === 'disabled') return refused('it is disabled');

    const verdict = checkDeviceCredentials(record, credentials, {
      hostNames,
      policies,
      deviceAuthorities: certificates.trusted,
      now,
    });
    if (!verdict.good) return refused(verdict.why);
    if (!this.#mayConnect()) return { admitted: false, reason: 'throttled', detail: 'too many connect at once' };

    const { expiresAtMs } = verdict;
    return {
      admitted: true,
      ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
      session: this.#admit(name, connection),
    };
  }

  /** Lets a device go. What waits for one that was removed goes, too. */
  dismiss(name: string, reason: CloseReason): void {
    const { connections, messages, sessions } = this.#options;
    connections.close(name, reason);
    if (reason !== 'deviceRemoved') return;

    messages.purge(name);
    sessions.put(name, []);
  }

  /** Lets all devices go. */
  close(): void {
    const { connections } = this.#options;
    for (const device of connections.all()) this.#keepActivity(device);
    connections.closeAll('hubStopping');
  }

  liveState(name: string): LiveState {
    const { connections, messages } = this.#options;
    return {
      connectionState: connections.get(name) ? 'Connected' : 'Disconnected',
      cloudToDeviceMessageCount: messages.count(name),
    };
  }

  /** The record with the activity that is not written yet. */
  current(record: IdentityRecord): IdentityRecord {
    const connected = this.#options.connections.get(record.name);
    return connected ? { ...record, lastActivityMs: connected.lastActivityMs } : record;
  }

  #admit(name: string, connection: DeviceConnection): Session {
    const { connections, messages, now } = this.#options;
    const device: ConnectedDevice = { name, connection, lastActivityMs: now() };
    messages.unlock(name);
    connections.add(device);
    this.#keepActivity(device);
    return new Session(device, this.#ofSessions);
  }

  #mayConnect(): boolean {
    try {
      this.#options.throttle.take('newConnections');
      return true;
    } catch (error) {
      if (error instanceof HubFault) return false;
      throw error;
    }
  }

  #keepActivity(device: ConnectedDevice): void {
    const { identities, now } = this.#options;
    identities.putActivity(device.name, device.lastActivityMs, now());
  }
}
