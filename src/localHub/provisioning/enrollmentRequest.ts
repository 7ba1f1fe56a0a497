import * as z from 'zod/mini';
import { checkDeviceId } from '../../domain/deviceId.ts';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import { allocationPolicies } from '../../domain/provisioning/enrollment.ts';
import { checkRegistrationId } from '../../domain/provisioning/registrationId.ts';
import type { EnrollmentKind } from '../store/enrollmentTable.ts';
import { type AttestationRequest, attestationRequest } from './attestationRequest.ts';
import { isWebhook } from './customAllocation.ts';
import { checkedInitialTwin, initialTwinRequest } from './initialTwin.ts';
import { ProvisioningFault } from './provisioningFault.ts';
import type { EnrollmentSettings } from './storedEnrollment.ts';

const text = z.optional(z.nullable(z.string()));
const json = z.optional(z.nullable(z.custom<JsonObject>(isJsonObject)));

/** The body of `PUT` of an enrollment; fields that only the service writes are passed over. */
const body = z.object({
  registrationId: text,
  enrollmentGroupId: text,
  deviceId: text,
  attestation: attestationRequest,
  capabilities: z.optional(z.nullable(z.object({ iotEdge: z.optional(z.boolean()) }))),
  initialTwin: initialTwinRequest,
  reprovisionPolicy: z.optional(
    z.nullable(z.object({ updateHubAssignment: z.boolean(), migrateDeviceData: z.boolean() })),
  ),
  provisioningStatus: z.optional(z.nullable(z.enum(['enabled', 'disabled']))),
  allocationPolicy: z.optional(z.nullable(z.enum(allocationPolicies))),
  iotHubs: z.optional(z.nullable(z.array(z.string()))),
  iotHubHostName: text,
  customAllocationDefinition: z.optional(z.nullable(z.object({ webhookUrl: z.string(), apiVersion: z.string() }))),
  optionalDeviceInformation: json,
});

type Body = z.infer<typeof body>;

export interface EnrollmentRequest {
  readonly kind: EnrollmentKind;
  readonly id: string;
  readonly attestation: AttestationRequest;
  readonly settings: EnrollmentSettings;
}

/**
 * Reads the body of a request to create or change an enrollment.
 * @throws ProvisioningFault ArgumentInvalid, InvalidRegistrationId, with what is wrong.
 */
export function parseEnrollmentRequest(kind: EnrollmentKind, value: unknown): EnrollmentRequest {
  const parsed = z.safeParse(body, value);
  if (!parsed.success) throw invalid(describeIssue(parsed.error.issues[0]));

  const { registrationId, enrollmentGroupId, attestation } = parsed.data;
  const id = checkedId((kind === 'individual' ? registrationId : enrollmentGroupId) ?? '');
  return { kind, id, attestation, settings: settingsOf(kind, parsed.data) };
}

/** @throws ProvisioningFault InvalidRegistrationId */
function checkedId(id: string): string {
  if (checkRegistrationId(id) === undefined) return id;

  const rule = 'letters, digits and - . _ :, at most 128 of them, the last one a letter, a digit or a dash';
  throw new ProvisioningFault('InvalidRegistrationId', `"${id}" is no registration id: it needs ${rule}.`);
}

function settingsOf(kind: EnrollmentKind, request: Body): EnrollmentSettings {
  const { deviceId, reprovisionPolicy, allocationPolicy, iotHubs, iotHubHostName, optionalDeviceInformation } = request;
  if (deviceId && kind === 'group')
    throw invalid('A group has no "deviceId": its devices have their registration ids.');
  if (deviceId && checkDeviceId(deviceId)) throw invalid(`"${deviceId}" is no device id.`);
  const webhook = checkedWebhook(request.customAllocationDefinition);
  const initialTwin = checkedTwin(request.initialTwin);

  return {
    ...(deviceId ? { deviceId } : {}),
    capabilities: { iotEdge: request.capabilities?.iotEdge ?? false },
    ...(initialTwin ? { initialTwin } : {}),
    ...(reprovisionPolicy ? { reprovisionPolicy } : {}),
    provisioningStatus: request.provisioningStatus ?? 'enabled',
    ...(allocationPolicy ? { allocationPolicy } : {}),
    ...(iotHubs?.length ? { iotHubs } : {}),
    ...(iotHubHostName ? { iotHubHostName } : {}),
    ...(webhook ? { customAllocationDefinition: webhook } : {}),
    ...(optionalDeviceInformation ? { optionalDeviceInformation } : {}),
  };
}

function checkedTwin(twin: Body['initialTwin']): EnrollmentSettings['initialTwin'] {
  if (!twin) return undefined;

  const checked = checkedInitialTwin(twin);
  if (typeof checked === 'string') throw invalid(`The initial twin is not good: ${checked}`);
  return checked;
}

function checkedWebhook(webhook: Body['customAllocationDefinition']): EnrollmentSettings['customAllocationDefinition'] {
  if (!webhook) return undefined;
  if (isWebhook(webhook.webhookUrl)) return webhook;

  throw invalid(
    `"${webhook.webhookUrl}" is no webhook for a local provisioning service: it needs an address that begins with https:// or http:// and is on this machine.`,
  );
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  const path = issue?.path.join('.') ?? '';
  return path === '' ? 'The body is not an enrollment.' : `The body's field "${path}" is not valid.`;
}

function invalid(message: string): ProvisioningFault {
  return new ProvisioningFault('ArgumentInvalid', message);
}
