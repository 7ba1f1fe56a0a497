/** Why the command line cannot do what it was told. */
export type SimulatorErrorReason =
  | { readonly kind: 'usage'; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly file: string; readonly detail: string }
  | { readonly kind: 'scenario'; readonly file: string; readonly detail: string }
  | { readonly kind: 'template'; readonly detail: string }
  | { readonly kind: 'noConnectionString'; readonly variable: string }
  | { readonly kind: 'badConnectionString'; readonly variable: string }
  | { readonly kind: 'noEnrollmentKey'; readonly variable: string }
  | { readonly kind: 'badEnrollmentKey'; readonly variable: string }
  | { readonly kind: 'oneEnrollment' }
  | { readonly kind: 'otherDevice'; readonly variable: string; readonly deviceId: string };

/** An expected failure of the command line. Anything else that is thrown is a bug. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';

  constructor(
    readonly reason: SimulatorErrorReason,
    options?: ErrorOptions,
  ) {
    super(describe(reason), options);
  }
}

function describe(reason: SimulatorErrorReason): string {
  switch (reason.kind) {
    case 'usage':
      return `${reason.detail} With --help you see what can be said.`;
    case 'unreadable':
      return `"${reason.file}" cannot be read: ${reason.detail}`;
    case 'scenario':
      return `"${reason.file}" is not a scenario: ${reason.detail}`;
    case 'template':
      return reason.detail;
    case 'noConnectionString':
      return `Set the environment variable ${reason.variable} to the connection string of the hub.`;
    case 'badConnectionString':
      return `${reason.variable} does not hold the connection string of a hub (HostName=…;SharedAccessKeyName=…;SharedAccessKey=…) or of a device.`;
    case 'noEnrollmentKey':
      return `Set the environment variable ${reason.variable} to the key of the enrollment.`;
    case 'badEnrollmentKey':
      return `${reason.variable} does not hold a key of an enrollment: base64 of 16 to 64 bytes.`;
    case 'oneEnrollment':
      return 'An individual enrollment is for one device. Name one, or use the key of a group.';
    case 'otherDevice':
      return `${reason.variable} holds the connection string of the device "${reason.deviceId}": with it, only that device can be simulated.`;
  }
}
