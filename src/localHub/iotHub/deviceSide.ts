/**
 * The seam between a hub and the protocols that devices speak. The hub implements {@link DeviceGateway} and
 * {@link DeviceSession}; a protocol implements {@link DeviceConnection}. No sockets on the hub's side, no rules of the
 * service on the protocol's.
 */

/** A device, or one of its modules. */
export interface DeviceAddress {
  readonly deviceId: string;
  readonly moduleId?: string;
}

/** What a client shows to prove who it is. */
export type DeviceCredentials =
  | { readonly kind: 'sas'; readonly token: string }
  | { readonly kind: 'x509'; readonly certificate: PresentedCertificate };

export interface PresentedCertificate {
  /** DER of the client's own certificate. */
  readonly raw: Buffer;
  /** DER of those that it sent with it, leaf's issuer first. */
  readonly chain: readonly Buffer[];
}

export type Admission =
  | { readonly admitted: true; readonly expiresAtMs?: number; readonly session: DeviceSession }
  /** `detail` is for the log; a device learns no more than "not authorised". */
  | { readonly admitted: false; readonly reason: 'unauthorized' | 'throttled'; readonly detail: string };

export interface DeviceGateway {
  /** All names that clients may use for this hub, lower case, without port. */
  readonly hostNames: ReadonlySet<string>;
  /**
   * Checks the credentials and, if they are good, makes `connection` the one connection of its device: an older one is
   * closed with reason `replaced`.
   */
  connect(address: DeviceAddress, credentials: DeviceCredentials, connection: DeviceConnection): Admission;
}

/** System and application properties of a message, and its body. */
export interface DeviceMessage {
  /** System properties by their MQTT wire name without `$.`: `mid`, `cid`, `uid`, `to`, `ct`, `ce`, `exp`, `on`… */
  readonly systemProperties: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A message from the cloud to a device, locked to its connection until it is completed or the connection ends. */
export interface CloudToDeviceMessage extends DeviceMessage {
  readonly lockToken: string;
}

export type CloseReason = 'replaced' | 'deviceRemoved' | 'deviceDisabled' | 'hubStopping';

/** What a hub can tell a connected device. The protocol implements it. */
export interface DeviceConnection {
  /** False when the device does not listen to methods: the caller gets 404103. */
  readonly acceptsMethods: boolean;
  /** False when the device does not listen to messages: they stay queued. */
  readonly acceptsMessages: boolean;
  invokeMethod(request: { readonly requestId: string; readonly methodName: string; readonly payload: Buffer }): void;
  /** Only if the device listens to desired properties. `patch` is JSON text and carries `$version`. */
  notifyDesired(patch: string, version: number): void;
  deliverMessage(message: CloudToDeviceMessage): void;
  close(reason: CloseReason): void;
}

/** A failure that a device is told of: HTTP-like status and the service's number. */
export interface DeviceSideError {
  readonly status: number;
  readonly errorCode: number;
  readonly message: string;
}

/**
 * What one connected device can ask of its hub. Callbacks named `committed` run once what was asked survives a crash:
 * acknowledge only then. Nothing here throws on bad input.
 */
export interface DeviceSession {
  sendTelemetry(message: DeviceMessage, committed: () => void): void;
  /** JSON text `{"desired":{…,"$version":n},"reported":{…,"$version":n}}`. */
  getTwin(): string;
  /** `patch` is the JSON text that the device sent. */
  patchReported(patch: Buffer, committed: (result: { readonly version: number } | DeviceSideError) => void): void;
  answerMethod(requestId: string, status: number, payload: Buffer): void;
  /** The device began to listen to methods: calls that wait for it go out. */
  methodsWanted(): void;
  /** The device began to listen to messages: those that wait are delivered. */
  messagesWanted(): void;
  completeMessage(lockToken: string): void;
  /** The topic filters that the device left behind in its persistent session (clean=false), also over a restart. */
  subscriptions(): readonly string[];
  keepSubscriptions(filters: readonly string[], committed: () => void): void;
  /** Any sign of life counts as activity. */
  touched(): void;
  /** The connection is gone; locked messages are queued again. */
  closed(): void;
}
