import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { TierLimits } from '../../../../src/domain/tierLimits.ts';
import type {
  CloseReason,
  CloudToDeviceMessage,
  DeviceConnection,
  DeviceSession,
} from '../../../../src/localHub/iotHub/deviceSide.ts';
import { IotHub } from '../../../../src/localHub/iotHub/iotHub.ts';
import { parseIdentityRequest } from '../../../../src/localHub/iotHub/identityRequest.ts';
import { Store } from '../../../../src/localHub/store/store.ts';
import { BlobDuties } from '../../../../src/localHub/transferWorker/blobDuties.ts';

export interface Clock {
  ms: number;
}

/** In the thread of the hub itself: nothing here needs to be quick. */
export const startBlobWorker = () => new BlobDuties('');

/** A hub that keeps nothing, with a clock that the test sets. It ends with the test. */
export async function openHub(limits?: TierLimits): Promise<{ hub: IotHub; store: Store; clock: Clock }> {
  const clock = { ms: Date.parse('2026-11-20T10:00:00Z') };
  const store = await Store.open(':memory:');
  const hub = new IotHub({
    name: 'contoso',
    store,
    startBlobWorker,
    now: () => clock.ms,
    ...(limits ? { limits } : {}),
  });
  onTestFinished(() => {
    hub.close();
    store.close();
  });
  return { hub, store, clock };
}

export function createDevice(hub: IotHub, deviceId: string, more: object = {}) {
  return hub.registry.create(parseIdentityRequest({ deviceId, ...more }));
}

/** What a token of a device or policy looks like; `resource` is signed as given. */
export function sign(resource: string, key: string, expirySeconds: number, policy?: string): string {
  const signedResource = encodeURIComponent(resource);
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${signedResource}\n${expirySeconds}`)
    .digest('base64');
  const name = policy === undefined ? '' : `&skn=${policy}`;
  return `SharedAccessSignature sr=${signedResource}&sig=${encodeURIComponent(signature)}&se=${expirySeconds}${name}`;
}

export function deviceToken(hub: IotHub, deviceId: string): string {
  const key = hub.registry.get(deviceId).primaryKey ?? '';
  return sign(`localhost:8883/devices/${deviceId}`, key, hub.now() / 1000 + 3600);
}

/** A connection that writes down what the hub tells the device. */
export class WrittenDownConnection implements DeviceConnection {
  acceptsMethods = true;
  acceptsMessages = true;
  readonly methods: { requestId: string; methodName: string; payload: Buffer }[] = [];
  readonly desired: { patch: string; version: number }[] = [];
  readonly messages: CloudToDeviceMessage[] = [];
  readonly closed: CloseReason[] = [];

  invokeMethod(request: { requestId: string; methodName: string; payload: Buffer }): void {
    this.methods.push(request);
  }

  notifyDesired(patch: string, version: number): void {
    this.desired.push({ patch, version });
  }

  deliverMessage(message: CloudToDeviceMessage): void {
    this.messages.push(message);
  }

  close(reason: CloseReason): void {
    this.closed.push(reason);
  }
}

/** Connects a device with a good token. */
export function connect(hub: IotHub, deviceId: string): { connection: WrittenDownConnection; session: DeviceSession } {
  const connection = new WrittenDownConnection();
  const admission = hub.connect({ deviceId }, { kind: 'sas', token: deviceToken(hub, deviceId) }, connection);
  if (!admission.admitted) throw new Error(admission.detail);

  return { connection, session: admission.session };
}

/** The number of the fault that `act` ends with. */
export async function faultOf(act: () => unknown): Promise<number | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return (error as { errorCode?: number }).errorCode;
  }
}
