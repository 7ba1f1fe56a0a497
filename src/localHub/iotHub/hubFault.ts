import { randomUUID } from 'node:crypto';

/**
 * What the service answers when it refuses: HTTP status, number, and the form of the body, of which it has two: `code`
 * is `ErrorCode:NAME;text`, `nested` a JSON text inside the JSON. Names and numbers: the service's "error codes" page
 * and the ErrorCode enumeration of its SDKs.
 *
 * Assumed, because no source says: which form each fault has besides 404001, 404103, 429 and 504101; 412001's name in
 * the `code` form; 502101 for a device's answer that is no JSON or too long.
 */
const faults = {
  InvalidProtocolVersion: { httpStatus: 400, errorCode: 400001, form: 'code' },
  ArgumentInvalid: { httpStatus: 400, errorCode: 400004, form: 'code' },
  BlobContainerValidationError: { httpStatus: 400, errorCode: 400008, form: 'code' },
  DeviceDefinedMultipleTimes: { httpStatus: 400, errorCode: 400011, form: 'code' },
  InvalidConfigurationTargetCondition: { httpStatus: 400, errorCode: 400401, form: 'code' },
  InvalidConfigurationContent: { httpStatus: 400, errorCode: 400402, form: 'code' },
  CannotModifyImmutableConfigurationContent: { httpStatus: 400, errorCode: 400403, form: 'code' },
  InvalidConfigurationCustomMetricsQuery: { httpStatus: 400, errorCode: 400404, form: 'code' },
  IotHubUnauthorized: { httpStatus: 401, errorCode: 401003, form: 'code' },
  JobQuotaExceeded: { httpStatus: 403, errorCode: 403003, form: 'code' },
  OperationNotAvailableInCurrentTier: { httpStatus: 403, errorCode: 403010, form: 'code' },
  DeviceDisabled: { httpStatus: 403, errorCode: 403012, form: 'nested' },
  DeviceMaximumQueueDepthExceeded: { httpStatus: 403, errorCode: 403004, form: 'code' },
  ResourceNotFound: { httpStatus: 404, errorCode: 404000, form: 'code' },
  DeviceNotFound: { httpStatus: 404, errorCode: 404001, form: 'code' },
  JobNotFound: { httpStatus: 404, errorCode: 404002, form: 'code' },
  ModuleNotFound: { httpStatus: 404, errorCode: 404010, form: 'code' },
  DeviceNotOnline: { httpStatus: 404, errorCode: 404103, form: 'nested' },
  ConfigurationNotFound: { httpStatus: 404, errorCode: 404301, form: 'code' },
  MethodNotAllowed: { httpStatus: 405, errorCode: 405000, form: 'code' },
  DeviceAlreadyExists: { httpStatus: 409, errorCode: 409001, form: 'code' },
  JobAlreadyExists: { httpStatus: 409, errorCode: 409104, form: 'code' },
  ModuleAlreadyExistsOnDevice: { httpStatus: 409, errorCode: 409301, form: 'code' },
  ConfigurationAlreadyExists: { httpStatus: 409, errorCode: 409401, form: 'code' },
  PreconditionFailed: { httpStatus: 412, errorCode: 412001, form: 'code' },
  JobRunPreconditionFailed: { httpStatus: 412, errorCode: 412003, form: 'code' },
  MessageTooLarge: { httpStatus: 413, errorCode: 413001, form: 'code' },
  TooManyModulesOnDevice: { httpStatus: 413, errorCode: 413003, form: 'code' },
  ConfigurationCountLimitExceeded: { httpStatus: 413, errorCode: 413101, form: 'code' },
  ThrottlingException: { httpStatus: 429, errorCode: 429001, form: 'code' },
  ThrottlingMaxActiveJobCountExceeded: { httpStatus: 429, errorCode: 429004, form: 'code' },
  ServerError: { httpStatus: 500, errorCode: 500001, form: 'code' },
  InvalidDeviceResponse: { httpStatus: 502, errorCode: 502101, form: 'nested' },
  GatewayTimeout: { httpStatus: 504, errorCode: 504101, form: 'nested' },
} as const satisfies Record<string, Fault>;

interface Fault {
  readonly httpStatus: number;
  readonly errorCode: number;
  readonly form: 'code' | 'nested';
}

export type FaultName = keyof typeof faults;

/** A request that the hub refuses, as the service would. */
export class HubFault extends Error {
  override readonly name = 'HubFault';

  constructor(
    readonly fault: FaultName,
    message: string,
    /** More fields of the nested body's `info`. */
    readonly info: Readonly<Record<string, string>> = {},
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

  /** The body of the HTTP answer. */
  body(nowMs: number): { readonly Message: string; readonly ExceptionMessage: string } {
    if (faults[this.fault].form === 'code') return codeBody(this.fault, this.message, nowMs);

    const { errorCode, message, info } = this;
    const timestampUtc = new Date(nowMs).toISOString();
    return {
      Message: JSON.stringify({ errorCode, trackingId: newTrackingId(), message, info, timestampUtc }),
      ExceptionMessage: '',
    };
  }
}

/** The `code` form of a body; the service also puts one into the text of another. */
export function codeBody(name: FaultName, text: string, nowMs: number) {
  return {
    Message: `ErrorCode:${name};${text}`,
    ExceptionMessage: `Tracking ID:${newTrackingId()}-TimeStamp:${new Date(nowMs).toISOString()}`,
  };
}

function newTrackingId(): string {
  return randomUUID().replaceAll('-', '').toUpperCase();
}
