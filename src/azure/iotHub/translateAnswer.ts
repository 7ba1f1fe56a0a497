import { HubError, type HubErrorReason } from '../../domain/hubError.ts';
import { identityLabel } from '../../domain/identityAddress.ts';
import { type ServiceFault, readServiceFault } from './serviceFault.ts';
import type { Subject } from './subject.ts';

/** An answer with a status of 300 or more. */
export interface FailedAnswer {
  readonly httpStatus: number;
  /** The `Retry-After` header: seconds, or a date. */
  readonly retryAfter?: string | undefined;
  readonly body: string;
}

/** The failure that an answer tells of. The service's number decides, then its name, then the HTTP status. */
export function translateAnswer(answer: FailedAnswer, subject: Subject): HubError {
  return translateFault(answer, readServiceFault(answer.body), subject);
}

/** As {@link translateAnswer}, for a fault that was read already. */
export function translateFault(answer: FailedAnswer, fault: ServiceFault, subject: Subject): HubError {
  return errorOf(reasonOf(answer, fault, subject), answer, fault);
}

/** A failure with what the service said of it. */
export function errorOf(reason: HubErrorReason, { httpStatus }: FailedAnswer, fault: ServiceFault): HubError {
  return new HubError(reason, {
    httpStatus,
    ...(fault.errorCode === undefined ? {} : { errorCode: fault.errorCode }),
    ...(fault.trackingId === undefined ? {} : { trackingId: fault.trackingId }),
    ...(fault.message === undefined ? {} : { serviceMessage: fault.message }),
  });
}

function reasonOf(answer: FailedAnswer, fault: ServiceFault, subject: Subject): HubErrorReason {
  const { hub, deviceId = '', moduleId = '', jobId = '', configurationId = '' } = subject;
  const label = identityLabel({ ...subject, deviceId });
  const detail = fault.message ?? `HTTP ${answer.httpStatus}.`;

  switch (kindOf(answer.httpStatus, fault, subject)) {
    case 'deviceNotFound':
      return { kind: 'deviceNotFound', deviceId };
    case 'deviceExists':
      return subject.moduleId === undefined
        ? { kind: 'deviceExists', deviceId }
        : { kind: 'moduleExists', deviceId, moduleId };
    case 'moduleNotFound':
      return { kind: 'moduleNotFound', deviceId, moduleId };
    case 'tooManyModules':
      return { kind: 'tooManyModules', deviceId };
    case 'deviceDisabled':
      return { kind: 'deviceDisabled', deviceId };
    case 'deviceNotOnline':
      return { kind: 'deviceNotOnline', deviceId: label };
    case 'noAnswer':
      return { kind: 'noAnswer', deviceId: label, timeoutInSeconds: subject.method?.timeoutInSeconds ?? 0 };
    case 'etagMismatch':
      return { kind: 'etagMismatch', deviceId: label };
    case 'tooManyDevices':
      return { kind: 'tooManyDevices', hub };
    case 'jobNotFound':
      return { kind: 'jobNotFound', jobId };
    case 'jobExists':
      return { kind: 'jobExists', jobId };
    case 'configurationNotFound':
      return { kind: 'configurationNotFound', configurationId };
    case 'configurationExists':
      return { kind: 'configurationExists', configurationId };
    case 'configurationChanged':
      return { kind: 'configurationChanged', configurationId };
    case 'tooManyConfigurations':
      return { kind: 'tooManyConfigurations', hub };
    case 'tooManyJobs':
      return { kind: 'tooManyJobs', hub };
    case 'notInTier':
      return { kind: 'notInTier', hub, detail };
    case 'unauthorized':
      return { kind: 'unauthorized', hub };
    case 'forbidden':
      return { kind: 'forbidden', hub, detail };
    case 'throttled':
      return { kind: 'throttled', hub, ...retryAfterSeconds(answer.retryAfter) };
    case 'serverFailure':
      return serverFailure(answer, subject);
    case 'rejected':
      return { kind: 'rejected', hub, detail };
  }
}

/** After a failure of the service a direct method may have run: it is not for us to send it again. */
function serverFailure({ httpStatus }: FailedAnswer, { hub, method, ...address }: Subject): HubErrorReason {
  const deviceId = identityLabel({ deviceId: '', ...address });
  if (method) return { kind: 'mayHaveRun', deviceId, methodName: method.methodName };
  return { kind: 'serverFailure', hub, httpStatus };
}

type Kind = Exclude<
  HubErrorReason['kind'],
  | 'unreachable'
  | 'untrusted'
  | 'proxy'
  | 'mayHaveRun'
  | 'roleMissing'
  | 'moduleExists'
  | 'noKeys'
  | 'notEdge'
  | 'enrollmentNotFound'
  | 'enrollmentExists'
  | 'enrollmentChanged'
  | 'tooManyEnrollments'
  | 'registrationNotFound'
>;

/** Numbers of the service's error reference; 404102 and 404103 both stand for a device that is not online. */
const kindsByCode: Readonly<Record<number, Kind>> = {
  403002: 'tooManyDevices',
  403010: 'notInTier',
  403012: 'deviceDisabled',
  404001: 'deviceNotFound',
  404002: 'jobNotFound',
  404301: 'configurationNotFound',
  404010: 'moduleNotFound',
  404102: 'deviceNotOnline',
  404103: 'deviceNotOnline',
  409001: 'deviceExists',
  409104: 'jobExists',
  409301: 'deviceExists',
  409401: 'configurationExists',
  413002: 'tooManyDevices',
  413003: 'tooManyModules',
  413101: 'tooManyConfigurations',
  429004: 'tooManyJobs',
  504101: 'noAnswer',
};

const kindsByName: Readonly<Record<string, Kind>> = {
  ConfigurationAlreadyExists: 'configurationExists',
  ConfigurationCountLimitExceeded: 'tooManyConfigurations',
  ConfigurationNotFound: 'configurationNotFound',
  DeviceNotFound: 'deviceNotFound',
  JobAlreadyExists: 'jobExists',
  JobNotFound: 'jobNotFound',
  DeviceNotOnline: 'deviceNotOnline',
  DeviceDisabled: 'deviceDisabled',
  DeviceAlreadyExists: 'deviceExists',
  ModuleAlreadyExistsOnDevice: 'deviceExists',
  ModuleNotFound: 'moduleNotFound',
  OperationNotAvailableInCurrentTier: 'notInTier',
  ThrottlingMaxActiveJobCountExceeded: 'tooManyJobs',
  TooManyDevices: 'tooManyDevices',
  TooManyModulesOnDevice: 'tooManyModules',
};

const kindsByStatus: Readonly<Record<number, Kind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  409: 'deviceExists',
  412: 'etagMismatch',
  429: 'throttled',
};

/** What a status alone says of a configuration. */
const kindsOfConfigurationsByStatus: Readonly<Record<number, Kind>> = {
  404: 'configurationNotFound',
  409: 'configurationExists',
  412: 'configurationChanged',
};

/** What a status alone says of a job. Of one whose condition is too long the service says 412: the etag does not match. */
const kindsOfJobsByStatus: Readonly<Record<number, Kind>> = { 404: 'jobNotFound', 409: 'jobExists', 412: 'rejected' };

function kindOf(
  httpStatus: number,
  { errorCode = 0, errorName = '' }: ServiceFault,
  { jobId, configurationId }: Subject,
): Kind {
  return (
    kindsByCode[errorCode] ??
    kindsByName[errorName] ??
    (jobId === undefined ? undefined : kindsOfJobsByStatus[httpStatus]) ??
    (configurationId === undefined ? undefined : kindsOfConfigurationsByStatus[httpStatus]) ??
    kindsByStatus[httpStatus] ??
    (httpStatus >= 500 ? 'serverFailure' : 'rejected')
  );
}

function retryAfterSeconds(header: string | undefined): { retryAfterSeconds: number } | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);

  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, seconds) } : undefined;
}
