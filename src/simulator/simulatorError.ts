import type { CertificateFileProblem } from '../certificates/certificateFileError.ts';

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
  | CertificateFileReason
  | {
      readonly kind: 'otherCertificate';
      readonly certificateFile: string;
      readonly commonName: string;
      readonly registrationId: string;
    }
  | { readonly kind: 'otherDevice'; readonly variable: string; readonly deviceId: string };

interface CertificateFileReason {
  readonly kind: 'certificateFile';
  readonly problem: CertificateFileProblem;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Of the environment: what unlocks the key. */
  readonly variable: string;
}

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
    case 'certificateFile':
      return describeCertificateFile(reason);
    case 'otherCertificate':
      return `"${reason.certificateFile}" is the certificate of "${reason.commonName}": the device "${reason.registrationId}" cannot ask with it. Its common name must be the registration id.`;
    case 'otherDevice':
      return `${reason.variable} holds the connection string of the device "${reason.deviceId}": with it, only that device can be simulated.`;
  }
}

function describeCertificateFile({ problem, certificateFile, keyFile, variable }: CertificateFileReason): string {
  switch (problem.kind) {
    case 'noCertificate':
      return `"${certificateFile}" has no certificate. Name a file with one in PEM or DER.`;
    case 'noKey':
      return `"${keyFile}" has no private key. Name a file with one in PEM.`;
    case 'passphraseMissing':
      return `"${keyFile}" is locked. Set the environment variable ${variable} to its passphrase.`;
    case 'passphraseWrong':
      return `${variable} does not hold the passphrase of "${keyFile}".`;
    case 'keyOfAnother':
      return `"${keyFile}" has not the key of "${certificateFile}". Name the one that belongs to it.`;
    case 'keyKindUnknown':
      return `A key of the kind "${problem.keyKind}" cannot sign here. Sign with your own tool, and name the files of each device, with {id} in their paths.`;
  }
}

/** What another's error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
