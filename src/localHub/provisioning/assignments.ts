import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../domain/json.ts';
import type { Log } from '../log.ts';
import type { OperationRow, OperationTable } from '../store/operationTable.ts';
import type { RegistrationRow } from '../store/registrationTable.ts';
import { type Store, StoreError } from '../store/store.ts';
import { arrive } from './arrival.ts';
import type { AttestedDevice } from './attestedDevice.ts';
import type { LinkedHubs } from './linkedHubs.ts';
import type { DeviceRequest, Plan } from './plan.ts';
import type { Planner } from './planner.ts';
import { ProvisioningFault } from './provisioningFault.ts';
import type { Registrations } from './registrations.ts';

export interface AssignmentsOptions {
  readonly store: Store;
  readonly operations: OperationTable;
  readonly registrations: Registrations;
  readonly linkedHubs: LinkedHubs;
  readonly planner: Planner;
  readonly now: () => number;
  readonly log: Log;
}

/** What a device is told of its request. */
export interface OperationStatus {
  readonly operationId: string;
  readonly status: string;
  readonly registrationState?: JsonObject;
}

/**
 * Works on the requests of devices. A request is kept from the moment that it is accepted; from the moment that hubs
 * begin to change, so is what is to be done, so that after a crash it is done to the end: a device is on one hub, and
 * never on none and never on two once the service is open again.
 */
export class Assignments {
  readonly #options: AssignmentsOptions;
  readonly #closing = new AbortController();

  constructor(options: AssignmentsOptions) {
    this.#options = options;
  }

  /** Accepts a request; one of the same device that is under way is the same request. */
  register(request: DeviceRequest): OperationStatus {
    const { operations, store } = this.#options;
    const { registrationId } = request.device;
    const known = operations.ofRegistration(registrationId);
    if (known) {
      // With a plan it waits for a hub, which may be served by now.
      if (known.plan !== null) this.#finish(known, JSON.parse(known.plan) as Plan);
      return { operationId: known.operationId, status: 'assigning' };
    }

    const operation = { operationId: newOperationId(), registrationId, request: JSON.stringify(request), plan: null };
    operations.put(operation);
    this.#keep(operation, request.device, {});
    store.onCommitted(() => void this.#work(operation));
    return { operationId: operation.operationId, status: 'assigning' };
  }

  /** How far a request is. @throws ProvisioningFault AsyncOperationNotFound */
  status({ registrationId }: AttestedDevice, operationId: string): OperationStatus {
    const { operations, registrations } = this.#options;
    if (operations.ofRegistration(registrationId)?.operationId === operationId) {
      return { operationId, status: 'assigning' };
    }

    const row = registrations.find(registrationId);
    if (row?.operationId !== operationId) {
      throw new ProvisioningFault('AsyncOperationNotFound', `There is no operation "${operationId}" of this device.`);
    }
    return { operationId, status: row.status, registrationState: registrations.document(row) };
  }

  /** Goes on with what an earlier process did not finish. */
  resume(): void {
    for (const operation of this.#options.operations.all()) {
      if (operation.plan === null) void this.#work(operation);
      else this.#finish(operation, JSON.parse(operation.plan) as Plan);
    }
  }

  /** Requests under way go on when the service is opened again. */
  close(): void {
    this.#closing.abort();
  }

  async #work(operation: OperationRow): Promise<void> {
    const { planner, store } = this.#options;
    const request = JSON.parse(operation.request) as DeviceRequest;
    try {
      const plan = await planner.plan(request, this.#closing.signal);
      if (store.isOpen) this.#finish(operation, plan);
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      // What cannot be written ends the process, and is done when it can.
      if (error instanceof StoreError) throw error;
      this.#fail(operation, request, faultOf(error, this.#options.log));
    }
  }

  /** A hub that the plan names may be missing after a restart; then the request waits for it. */
  #finish(operation: OperationRow, plan: Plan): void {
    for (const step of this.steps(operation, plan)) if (step === 'waiting') return;
  }

  /** Carries out a plan, in steps that each are committed when the next begins. */
  *steps(operation: OperationRow, plan: Plan): Generator<'planned' | 'arrived' | 'left' | 'done' | 'waiting'> {
    const { store, operations, linkedHubs, log } = this.#options;
    const { device } = JSON.parse(operation.request) as DeviceRequest;
    const hub = linkedHubs.byName(plan.hubName)?.hub;
    const leaves = plan.leavesHubName === undefined ? undefined : linkedHubs.byName(plan.leavesHubName)?.hub;
    if (!hub || (plan.leavesHubName !== undefined && !leaves)) {
      const missing = hub ? plan.leavesHubName : plan.hubName;
      log.warn(
        `Device "${plan.deviceId}" waits for hub "${missing}", which is not served: start it with --hub ${missing}`,
      );
      yield 'waiting';
      return;
    }

    operations.put({ ...operation, plan: JSON.stringify(plan) });
    store.flush();
    yield 'planned';
    arrive(plan, device.authentication, hub, leaves);
    hub.store.flush();
    yield 'arrived';
    if (leaves?.registry.find(plan.deviceId)) leaves.registry.delete(plan.deviceId, undefined);
    leaves?.store.flush();
    yield 'left';
    this.#end(operation, device, { hubName: plan.hubName, deviceId: plan.deviceId, ...assigned(plan) });
    store.flush();
    yield 'done';
  }

  /** The device stays where it is. */
  #fail(operation: OperationRow, { device }: DeviceRequest, { errorCode, message }: ProvisioningFault): void {
    this.#options.log.warn(`Device "${device.registrationId}" was not assigned: ${message}`);
    this.#end(operation, device, {
      status: 'failed',
      substatus: null,
      errorCode,
      errorMessage: message,
      payload: null,
    });
  }

  #end(operation: OperationRow, device: AttestedDevice, outcome: Outcome): void {
    this.#keep(operation, device, outcome);
    this.#options.operations.delete(operation.operationId);
  }

  /** Keeps what became of the device, in the place of what was known of it. */
  #keep({ operationId }: OperationRow, device: AttestedDevice, outcome: Partial<Outcome>): void {
    const { registrations, now } = this.#options;
    const { registrationId: id, enrollmentKind, enrollmentId } = device;
    const old = registrations.find(id) ?? { ...unassigned, id, deviceId: id, createdMs: now() };
    const { etag } = old;
    registrations.put({
      ...old,
      ...outcome,
      enrollmentKind,
      enrollmentId,
      operationId,
      etag: etag + 1,
      updatedMs: now(),
    });
  }
}

/** What is known of a device that asks for the first time. */
const unassigned = {
  hubName: null,
  status: 'unassigned',
  substatus: null,
  errorCode: null,
  errorMessage: null,
  payload: null,
  etag: 0,
} as const;

type Outcome = Pick<RegistrationRow, 'status' | 'substatus' | 'errorCode' | 'errorMessage' | 'payload'> &
  Partial<Pick<RegistrationRow, 'hubName' | 'deviceId'>>;

function assigned({ decision, payload }: Plan) {
  return {
    status: 'assigned',
    substatus: decision.substatus,
    errorCode: null,
    errorMessage: null,
    payload: payload === undefined ? null : JSON.stringify(payload),
  } as const;
}

/** As the service's: a number, and an id. */
function newOperationId(): string {
  return `4.${randomUUID().replaceAll('-', '').slice(0, 16)}.${randomUUID()}`;
}

function faultOf(error: unknown, log: Log): ProvisioningFault {
  if (error instanceof ProvisioningFault) return error;

  log.error(
    `A device could not be assigned: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return new ProvisioningFault('ServerError', 'The local provisioning service failed.');
}
