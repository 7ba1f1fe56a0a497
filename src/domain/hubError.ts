import { type ProxyProblem, describeProxyProblem } from './network/proxyProblem.ts';

/** Why a hub operation failed. Code branches on this; people read {@link HubError.message}. */
export type HubErrorReason =
  | { readonly kind: 'deviceNotFound'; readonly deviceId: string }
  | { readonly kind: 'deviceExists'; readonly deviceId: string }
  | { readonly kind: 'moduleNotFound'; readonly deviceId: string; readonly moduleId: string }
  | { readonly kind: 'moduleExists'; readonly deviceId: string; readonly moduleId: string }
  | { readonly kind: 'tooManyModules'; readonly deviceId: string }
  | { readonly kind: 'noKeys'; readonly deviceId: string }
  | { readonly kind: 'notEdge'; readonly deviceId: string }
  | { readonly kind: 'deviceDisabled'; readonly deviceId: string }
  | { readonly kind: 'deviceNotOnline'; readonly deviceId: string }
  | { readonly kind: 'noAnswer'; readonly deviceId: string; readonly timeoutInSeconds: number }
  | { readonly kind: 'etagMismatch'; readonly deviceId: string }
  | { readonly kind: 'jobNotFound'; readonly jobId: string }
  | { readonly kind: 'jobExists'; readonly jobId: string }
  | { readonly kind: 'tooManyJobs'; readonly hub: string }
  | { readonly kind: 'configurationNotFound'; readonly configurationId: string }
  | { readonly kind: 'configurationExists'; readonly configurationId: string }
  | { readonly kind: 'configurationChanged'; readonly configurationId: string }
  | { readonly kind: 'tooManyConfigurations'; readonly hub: string }
  | { readonly kind: 'notInTier'; readonly hub: string; readonly detail: string }
  | { readonly kind: 'tooManyDevices'; readonly hub: string }
  | { readonly kind: 'enrollmentNotFound'; readonly enrollment: string }
  | { readonly kind: 'enrollmentExists'; readonly enrollment: string }
  | { readonly kind: 'enrollmentChanged'; readonly enrollment: string }
  | { readonly kind: 'tooManyEnrollments'; readonly hub: string }
  | { readonly kind: 'registrationNotFound'; readonly registrationId: string }
  | { readonly kind: 'unauthorized'; readonly hub: string }
  | {
      readonly kind: 'roleMissing';
      readonly hub: string;
      readonly role: string;
      readonly scope: string;
      readonly command: string;
    }
  | { readonly kind: 'forbidden'; readonly hub: string; readonly detail: string }
  | { readonly kind: 'throttled'; readonly hub: string; readonly retryAfterSeconds?: number }
  | { readonly kind: 'serverFailure'; readonly hub: string; readonly httpStatus: number }
  | { readonly kind: 'unreachable'; readonly hub: string }
  | { readonly kind: 'untrusted'; readonly hub: string }
  | { readonly kind: 'proxy'; readonly hub: string; readonly problem: ProxyProblem }
  | { readonly kind: 'mayHaveRun'; readonly deviceId: string; readonly methodName: string }
  | { readonly kind: 'rejected'; readonly hub: string; readonly detail: string };

/** What the service said of the failure, for the details: its number, tracking id and text. */
export interface HubErrorDetails {
  readonly httpStatus?: number;
  readonly errorCode?: number;
  readonly trackingId?: string;
  readonly serviceMessage?: string;
}

/** An expected failure of a hub, whichever hub it was. Anything else that is thrown is a bug. */
export class HubError extends Error {
  override readonly name = 'HubError';

  constructor(
    readonly reason: HubErrorReason,
    readonly details: HubErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(describe(reason), options);
  }

  /**
   * True for a {@link HubError}, and if `kind` is given only for one of that kind. By name, as a client that comes from
   * another bundle has a class of its own.
   */
  static is(error: unknown, kind?: HubErrorReason['kind']): error is HubError {
    return error instanceof Error && error.name === 'HubError' && 'reason' in error && isOfKind(error, kind);
  }
}

function isOfKind(error: Error & { reason: unknown }, kind?: HubErrorReason['kind']): boolean {
  return kind === undefined || (error.reason as HubErrorReason).kind === kind;
}

function describe(reason: HubErrorReason): string {
  switch (reason.kind) {
    case 'deviceNotFound':
      return `Device "${reason.deviceId}" does not exist. Refresh the list of devices.`;
    case 'deviceExists':
      return `Device "${reason.deviceId}" already exists. Choose another id.`;
    case 'moduleNotFound':
      return `Device "${reason.deviceId}" has no module "${reason.moduleId}". Refresh the device.`;
    case 'moduleExists':
      return `Device "${reason.deviceId}" already has a module "${reason.moduleId}". Choose another id.`;
    case 'tooManyModules':
      return `Device "${reason.deviceId}" has as many modules as it may have. Delete some first.`;
    case 'noKeys':
      return `"${reason.deviceId}" has no keys that you can use. Check whether it signs in with a certificate, and whether your policy may read keys.`;
    case 'notEdge':
      return `"${reason.deviceId}" is not an edge device, so that it cannot have children. Choose an edge device.`;
    case 'deviceDisabled':
      return `Device "${reason.deviceId}" is disabled. Enable it and try again.`;
    case 'deviceNotOnline':
      return `"${reason.deviceId}" is not connected, or does not listen to direct methods. Connect it, or wait for it with a connect timeout.`;
    case 'noAnswer':
      return `"${reason.deviceId}" did not answer within ${reason.timeoutInSeconds} s. It may still be working: look at its twin before you try again.`;
    case 'etagMismatch':
      return `Device "${reason.deviceId}" was changed by someone else. Reload it and try again.`;
    case 'jobNotFound':
      return `Job "${reason.jobId}" does not exist. A hub forgets jobs after 30 days. Refresh the list of jobs.`;
    case 'jobExists':
      return `Job "${reason.jobId}" already exists. Choose another id.`;
    case 'tooManyJobs':
      return `"${reason.hub}" runs as many jobs as its tier allows. Try again when one has ended.`;
    case 'configurationNotFound':
      return `Configuration "${reason.configurationId}" does not exist. Refresh the list of configurations.`;
    case 'configurationExists':
      return `Configuration "${reason.configurationId}" already exists. Choose another id, or edit that one.`;
    case 'configurationChanged':
      return `Configuration "${reason.configurationId}" was changed by someone else. Reload it and try again.`;
    case 'tooManyConfigurations':
      return `"${reason.hub}" has as many configurations as it may have. Delete some first.`;
    case 'notInTier':
      return `The tier of "${reason.hub}" does not have this: ${reason.detail}`;
    case 'tooManyDevices':
      return `"${reason.hub}" has as many devices as it may have. Delete some, or use a larger tier.`;
    case 'enrollmentNotFound':
      return `Enrollment "${reason.enrollment}" does not exist. Refresh the list of enrollments.`;
    case 'enrollmentExists':
      return `Enrollment "${reason.enrollment}" already exists. Choose another id, or edit that one.`;
    case 'enrollmentChanged':
      return `Enrollment "${reason.enrollment}" was changed by someone else. Reload it and try again.`;
    case 'tooManyEnrollments':
      return `"${reason.hub}" has as many enrollments as it may have. Delete some first.`;
    case 'registrationNotFound':
      return `No device has registered as "${reason.registrationId}". Refresh the list once it has asked to be provisioned.`;
    case 'unauthorized':
      return `"${reason.hub}" refused the credentials. Add it again with a current connection string.`;
    case 'roleMissing':
      return `You have no role on "${reason.hub}" that allows this. It takes "${reason.role}" on the scope ${reason.scope}. Whoever owns the hub gives it with: ${reason.command}`;
    case 'forbidden':
      return `"${reason.hub}" does not allow this: ${reason.detail}`;
    case 'throttled':
      return reason.retryAfterSeconds === undefined
        ? `"${reason.hub}" is throttling requests. Try again in a minute.`
        : `"${reason.hub}" is throttling requests. Try again in ${reason.retryAfterSeconds} s.`;
    case 'serverFailure':
      return `"${reason.hub}" failed (HTTP ${reason.httpStatus}). Try again in a minute.`;
    case 'unreachable':
      return `"${reason.hub}" cannot be reached. Check that it runs and that the network is there.`;
    case 'untrusted':
      return `The certificate of "${reason.hub}" is not trusted. Check the host name. If a proxy reads along, add its authority to those of this machine or to NODE_EXTRA_CA_CERTS.`;
    case 'proxy':
      return describeProxyProblem(reason.problem, `"${reason.hub}"`);
    case 'mayHaveRun':
      return `No clear answer came after "${reason.methodName}" was sent: "${reason.deviceId}" may have run it. Look at its twin before you send it again.`;
    case 'rejected':
      return `"${reason.hub}" refused the request: ${reason.detail}`;
  }
}
