import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../domain/json.ts';
import { openPolicies } from '../iotHub/accessPolicy.ts';
import type { Log } from '../log.ts';
import { EnrollmentTable } from '../store/enrollmentTable.ts';
import { LinkedHubTable } from '../store/linkedHubTable.ts';
import { OperationTable } from '../store/operationTable.ts';
import { RegistrationTable } from '../store/registrationTable.ts';
import { SettingTable } from '../store/settingTable.ts';
import type { Store } from '../store/store.ts';
import { Assignments } from './assignments.ts';
import { attest, type DeviceClaim } from './attestation.ts';
import type { AttestedDevice } from './attestedDevice.ts';
import { enrollmentDocument } from './enrollmentDocument.ts';
import { Enrollments } from './enrollments.ts';
import { LinkedHubs, type LocalHubOfProcess } from './linkedHubs.ts';
import { Planner } from './planner.ts';
import {
  provisioningPolicies,
  type ProvisioningPolicy,
  type ProvisioningPolicyName,
  type ProvisioningRight,
} from './provisioningPolicy.ts';
import { ProvisioningThrottle } from './provisioningThrottle.ts';
import { Registrations } from './registrations.ts';
import type { StoredEnrollment } from './storedEnrollment.ts';

export interface DeviceProvisioningOptions {
  /** The service's name: `contoso` is `contoso.azure-devices-provisioning.net` to clients that say so. */
  readonly name: string;
  readonly store: Store;
  /** The hubs of the process, as they are now. */
  readonly hubs: () => readonly LocalHubOfProcess[];
  /** True keeps to the limits of the service. */
  readonly isLimited?: boolean;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The address that devices have of every provisioning service. */
export const globalHostName = 'global.azure-devices-provisioning.net';

/** A device provisioning service: its rules and its state, with no socket. */
export class DeviceProvisioning {
  readonly name: string;
  readonly hostNames: ReadonlySet<string>;
  /** By which devices name this service. */
  readonly idScope: string;
  readonly policies: ReadonlyMap<string, ProvisioningPolicy>;
  readonly linkedHubs: LinkedHubs;
  readonly enrollments: Enrollments;
  readonly registrations: Registrations;
  readonly assignments: Assignments;
  readonly throttle: ProvisioningThrottle;
  readonly store: Store;
  readonly now: () => number;

  constructor(options: DeviceProvisioningOptions) {
    const { name, store, hubs, isLimited = false, log, now = Date.now } = options;
    const settings = new SettingTable(store);
    const keep = (key: string, make: () => string) => settings.getOrMake(key, make);
    this.name = name;
    this.store = store;
    this.now = now;
    const ownHostName = `${name}.azure-devices-provisioning.net`.toLowerCase();
    this.hostNames = new Set(['localhost', '127.0.0.1', '[::1]', ownHostName, globalHostName]);
    this.idScope = keep('idScope', newIdScope);
    this.policies = openPolicies<ProvisioningPolicyName, ProvisioningRight>(provisioningPolicies, keep);
    this.linkedHubs = new LinkedHubs(new LinkedHubTable(store), settings, hubs);
    const operations = new OperationTable(store);
    this.registrations = new Registrations({
      table: new RegistrationTable(store),
      operations,
      hostNameOf: hubName => hostNameOf(hubName, hubs()),
    });
    this.enrollments = new Enrollments({
      table: new EnrollmentTable(store),
      linkedHubs: this.linkedHubs,
      isAuthority: name => this.linkedHubs.authority(name) !== undefined,
      now,
      deleted: enrollment => this.#forgetRegistration(enrollment),
    });
    this.throttle = new ProvisioningThrottle(isLimited, now);
    const { linkedHubs, registrations, enrollments } = this;
    const planner = new Planner({ enrollments, registrations, linkedHubs, now });
    this.assignments = new Assignments({ store, operations, registrations, linkedHubs, planner, now, log });
    this.assignments.resume();
  }

  /** Checks who a device is. @throws ProvisioningFault Unauthorized */
  attest(claim: DeviceClaim): AttestedDevice {
    const { idScope, enrollments, now } = this;
    return attest(claim, { idScope, enrollments, authorityOf: name => this.linkedHubs.authority(name), now });
  }

  /** The keys of the policy that every service has. */
  get owner(): ProvisioningPolicy {
    const policy = this.policies.get('provisioningserviceowner');
    if (!policy) throw new Error('The policy of the owner is missing.');

    return policy;
  }

  /** The enrollment as the service's REST API shows it; one of a single device with what became of it. */
  enrollmentDocument(enrollment: StoredEnrollment): JsonObject {
    const document = enrollmentDocument(enrollment);
    const row = enrollment.kind === 'individual' ? this.registrations.find(enrollment.id) : undefined;
    if (row?.enrollmentKind !== 'individual') return document;

    return { ...document, registrationState: this.registrations.document(row) };
  }

  /** Writes what is still to be written; the store stays open for its owner to close. */
  close(): void {
    this.assignments.close();
    this.store.flush();
  }

  /**
   * The registration of a single device goes with its enrollment; those of a group stay (IoT DPS, "How to unprovision
   * devices").
   */
  #forgetRegistration({ kind, id }: StoredEnrollment): void {
    if (kind === 'individual' && this.registrations.find(id)?.enrollmentKind === kind) this.registrations.forget(id);
  }
}

/** As the service's: `0ne` and eight digits. */
function newIdScope(): string {
  return `0ne${randomBytes(4).toString('hex').toUpperCase()}`;
}

/** A hub that is not served any more has only the name that clients of Azure would know it by. */
function hostNameOf(hubName: string, hubs: readonly LocalHubOfProcess[]): string {
  const hub = hubs.find(({ name }) => name.toLowerCase() === hubName.toLowerCase());
  return hub?.address.hostName ?? `${hubName.toLowerCase()}.azure-devices.net`;
}
