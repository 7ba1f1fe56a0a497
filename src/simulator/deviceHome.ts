import { deviceConnectionString } from '../domain/connectionString.ts';
import { checkSymmetricKey } from '../domain/identityKeys.ts';
import { Secret } from '../domain/secret.ts';
import type { DeviceProvisioning, DeviceRoute } from '../protocol/simulatorProcess.ts';
import { keptAssignments } from '../protocol/simulatorRun.ts';
import type { HubSignIn } from './hubSignIn.ts';
import { type Assignment, provisionDevice } from './provisioning/provisionDevice.ts';
import { provisioningProblem } from './provisioning/provisioningProblem.ts';
import type { DeviceRecord, Surroundings } from './surroundings.ts';

/** Where a device connects: always the same, or where a provisioning service sends it. */
export interface DeviceHome {
  /** Gives what to connect with; asks for it if it is not known. @throws AbortError, {@link NoHome} */
  signIn(signal: AbortSignal): Promise<HubSignIn>;
  /** The next time, the service is asked again. False if there is none. */
  askAgain(): boolean;
}

/** A device got no hub; its message says why. */
export class NoHome extends Error {
  override readonly name = 'NoHome';
}

const badKey = 'Its key is not base64 of 16 to 64 bytes. Copy it from the enrollment.';

/** The home of a device that knows its hub. */
export function fixedHome(connectionString: string): DeviceHome {
  return { signIn: () => Promise.resolve({ connectionString }), askAgain: () => false };
}

/** The home of a device that a provisioning service sends to its hub. */
export class ProvisionedHome implements DeviceHome {
  #assignment: Assignment | undefined;

  constructor(
    private readonly provisioning: DeviceProvisioning,
    private readonly route: DeviceRoute,
    private readonly record: DeviceRecord,
    private readonly surroundings: Pick<Surroundings, 'settings'>,
  ) {}

  async signIn(signal: AbortSignal): Promise<HubSignIn> {
    this.#assignment ??= await this.#ask(signal);
    const { assignedHub: hostName, deviceId } = this.#assignment;
    const { proof } = this.provisioning;
    if (!('symmetricKey' in proof)) return { hostName, deviceId, ...proof };

    const connectionString = deviceConnectionString(hostName, deviceId, new Secret(proof.symmetricKey)).reveal();
    return { connectionString };
  }

  askAgain(): boolean {
    this.#assignment = undefined;
    return true;
  }

  async #ask(signal: AbortSignal): Promise<Assignment> {
    const { proof } = this.provisioning;
    if ('symmetricKey' in proof && checkSymmetricKey(proof.symmetricKey) !== undefined) throw new NoHome(badKey);
    this.record.change({ state: 'provisioning' });
    const apiVersion = this.surroundings.settings.provisioningApiVersion;
    try {
      const assignment = await provisionDevice({ ...this.provisioning, ...this.route, apiVersion }, signal);
      this.#show(assignment);
      return assignment;
    } catch (cause) {
      signal.throwIfAborted();
      throw new NoHome(provisioningProblem(cause, proof), { cause });
    }
  }

  #show({ assignedHub, deviceId, substatus }: Assignment): void {
    const before = this.record.row.assignments ?? [];
    const why = substatus ? { substatus } : {};
    const named = deviceId === this.provisioning.registrationId ? {} : { deviceId };
    const assignments = [...before, { hub: assignedHub, ...named, atMs: Date.now(), ...why }].slice(-keptAssignments);
    this.record.change({ assignments });
    this.record.log('provisioning', `assigned to ${assignedHub}${substatus ? ` (${substatus})` : ''}`);
  }
}
