import { randomUUID } from 'node:crypto';

/**
 * What a provisioning service answers when it refuses: HTTP status and number. The names are those of the ErrorCode
 * enumeration of the service's SDKs; 401002 and 404201 were seen in answers of the service, the other numbers are
 * assumed.
 */
const faults = {
  ArgumentInvalid: { httpStatus: 400, errorCode: 400004 },
  InvalidProtocolVersion: { httpStatus: 400, errorCode: 400001 },
  InvalidRegistrationId: { httpStatus: 400, errorCode: 400201 },
  LinkedHubNotFound: { httpStatus: 400, errorCode: 400202 },
  TooManyEnrollments: { httpStatus: 400, errorCode: 400203 },
  CustomAllocationFailed: { httpStatus: 400, errorCode: 400204 },
  CustomAllocationIotHubNotSpecified: { httpStatus: 400, errorCode: 400205 },
  CustomAllocationUnauthorizedAccess: { httpStatus: 400, errorCode: 400206 },
  Unauthorized: { httpStatus: 401, errorCode: 401002 },
  ResourceNotFound: { httpStatus: 404, errorCode: 404000 },
  EnrollmentNotFound: { httpStatus: 404, errorCode: 404201 },
  EnrollmentGroupNotFound: { httpStatus: 404, errorCode: 404202 },
  DeviceRegistrationNotFound: { httpStatus: 404, errorCode: 404203 },
  AsyncOperationNotFound: { httpStatus: 404, errorCode: 404204 },
  MethodNotAllowed: { httpStatus: 405, errorCode: 405000 },
  EnrollmentConflict: { httpStatus: 409, errorCode: 409201 },
  PreconditionFailed: { httpStatus: 412, errorCode: 412201 },
  MessageTooLarge: { httpStatus: 413, errorCode: 413001 },
  ThrottlingException: { httpStatus: 429, errorCode: 429001 },
  ServerError: { httpStatus: 500, errorCode: 500001 },
} as const satisfies Record<string, { readonly httpStatus: number; readonly errorCode: number }>;

export type ProvisioningFaultName = keyof typeof faults;

/** The body of a refusal. */
export interface ProvisioningFaultBody {
  readonly errorCode: number;
  readonly trackingId: string;
  readonly message: string;
  /** ISO 8601. */
  readonly timestampUtc: string;
}

/** A request that a provisioning service refuses, as Azure's would. */
export class ProvisioningFault extends Error {
  override readonly name = 'ProvisioningFault';

  constructor(
    readonly fault: ProvisioningFaultName,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }

  get httpStatus(): number {
    return faults[this.fault].httpStatus;
  }

  get errorCode(): number {
    return faults[this.fault].errorCode;
  }

  body(nowMs: number): ProvisioningFaultBody {
    return {
      errorCode: this.errorCode,
      trackingId: randomUUID(),
      message: this.message,
      timestampUtc: new Date(nowMs).toISOString(),
    };
  }
}

/** For an enrollment or a webhook that names a hub without a link. */
export function hubNotLinked(hostName: string): ProvisioningFault {
  const text = `No hub "${hostName}" is linked to this service. Link it, or name another one.`;
  return new ProvisioningFault('LinkedHubNotFound', text);
}
