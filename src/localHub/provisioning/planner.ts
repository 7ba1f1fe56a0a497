import type { Json, JsonObject } from '../../domain/json.ts';
import { candidateHubs, type Candidates, findHub } from '../../domain/provisioning/candidateHubs.ts';
import { hubByHash, hubByLatency } from '../../domain/provisioning/chooseHub.ts';
import { decideProvisioning } from '../../domain/provisioning/decideProvisioning.ts';
import { newGenerationId } from '../iotHub/registry.ts';
import { askWebhook, type CustomAllocation } from './customAllocation.ts';
import { enrollmentDocument } from './enrollmentDocument.ts';
import { allocationFault, type Enrollments } from './enrollments.ts';
import type { LinkedHubs, LinkedLocalHub } from './linkedHubs.ts';
import type { DeviceRequest, Plan } from './plan.ts';
import { hubNotLinked, ProvisioningFault } from './provisioningFault.ts';
import type { Registrations } from './registrations.ts';
import type { StoredEnrollment } from './storedEnrollment.ts';

export interface PlannerOptions {
  readonly enrollments: Enrollments;
  readonly registrations: Registrations;
  readonly linkedHubs: LinkedHubs;
  readonly now: () => number;
}

/** Where a device is, and under which id. */
interface Current {
  readonly hub: LinkedLocalHub;
  readonly deviceId: string;
}

/** Decides what becomes of a device that asks for its hub. */
export class Planner {
  readonly #options: PlannerOptions;

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  /** @throws ProvisioningFault why the device gets no hub; AbortError */
  async plan(request: DeviceRequest, signal: AbortSignal): Promise<Plan> {
    const { enrollments, linkedHubs, now } = this.#options;
    const { registrationId, enrollmentKind, enrollmentId } = request.device;
    const enrollment = enrollments.get(enrollmentKind, enrollmentId);
    const allocation = await this.#allocate(enrollment, request, signal);
    const hub = this.#linked(allocation.hubHostName);

    // What follows is decided in one turn: nothing changes between looking and doing.
    const current = this.#current(registrationId);
    const { deviceId: enrolledId, reprovisionPolicy, initialTwin, capabilities } = enrollment.settings;
    const deviceId = current?.deviceId ?? enrolledId ?? registrationId;
    const decision = decideProvisioning({
      ...(current ? { currentHub: current.hub.hostName } : {}),
      allocatedHub: hub.hostName,
      ...(reprovisionPolicy ? { reprovisionPolicy } : {}),
      apiVersion: request.apiVersion,
      isOnAllocatedHub: hub.hub.registry.find(deviceId) !== undefined,
      twinFromWebhook: allocation.initialTwin !== undefined,
    });
    return {
      decision,
      hubName: findHub(linkedHubs.list(), decision.hubHostName)?.name ?? hub.name,
      ...(decision.leaves === undefined || !current ? {} : { leavesHubName: current.hub.name }),
      deviceId,
      generationId: newGenerationId(now()),
      initialTwin: allocation.initialTwin ?? initialTwin ?? {},
      capabilities: capabilities ?? { iotEdge: false },
      ...(allocation.payload === undefined ? {} : { payload: allocation.payload }),
    };
  }

  /** @throws ProvisioningFault LinkedHubNotFound if the hub of the device is not linked any more. */
  #current(registrationId: string): Current | undefined {
    const row = this.#options.registrations.find(registrationId);
    if (!row || row.hubName === null) return undefined;

    const hub = this.#options.linkedHubs.byName(row.hubName);
    if (hub) return { hub, deviceId: row.deviceId };
    const message = `Hub "${row.hubName}", on which the device is, is not linked to this service. Link it again.`;
    throw new ProvisioningFault('LinkedHubNotFound', message);
  }

  #linked(hostName: string): LinkedLocalHub {
    const hub = this.#options.linkedHubs.byHostName(hostName);
    if (hub) return hub;

    throw hubNotLinked(hostName);
  }

  async #allocate(
    enrollment: StoredEnrollment,
    request: DeviceRequest,
    signal: AbortSignal,
  ): Promise<CustomAllocation> {
    const { linkedHubs } = this.#options;
    const candidates = candidateHubs(enrollment.settings, linkedHubs.allocation);
    if ('kind' in candidates) throw allocationFault(candidates);
    if (candidates.policy === 'custom') {
      return askWebhook(candidates.webhook, this.#webhookRequest(enrollment, request, candidates), signal);
    }

    const { registrationId } = request.device;
    const hub =
      candidates.policy === 'geoLatency'
        ? hubByLatency(candidates.hubs, registrationId, linkedHubs.latenciesMs)
        : hubByHash(candidates.hubs, registrationId);
    if (!hub) throw allocationFault({ kind: 'noHub' });
    return { hubHostName: hub.hostName };
  }

  /** An `AllocationRequest`. Keys are not in it. */
  #webhookRequest(enrollment: StoredEnrollment, { device, payload }: DeviceRequest, { hubs }: Candidates): JsonObject {
    const { registrationId, certificate } = device;
    const current = this.#current(registrationId);
    const proof: JsonObject = certificate
      ? { x509: { clientCertificates: { primary: { info: certificate as unknown as Json } } } }
      : { symmetricKey: {} };
    return {
      [enrollment.kind === 'individual' ? 'individualEnrollment' : 'enrollmentGroup']: enrollmentDocument(enrollment),
      deviceRuntimeContext: {
        registrationId,
        ...(current ? { currentIotHubHostName: current.hub.hostName, currentDeviceId: current.deviceId } : {}),
        ...proof,
        ...(payload === undefined ? {} : { payload }),
      },
      linkedHubs: hubs.map(({ hostName }) => hostName),
    };
  }
}
