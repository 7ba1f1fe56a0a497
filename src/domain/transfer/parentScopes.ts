import type { HubClient } from '../hubClient.ts';
import { HubError } from '../hubError.ts';
import { parentOf } from '../parentScope.ts';
import type { TransferDevice } from './transferDevice.ts';

/** An edge device has another scope in each hub: here it is found out by its id. */
export class ParentScopes {
  readonly #known = new Map<string, string | undefined>();

  /** @param dry asks the hub nothing: parents may not be there yet. */
  constructor(
    private readonly client: Pick<HubClient, 'getIdentity'>,
    private readonly dry: boolean,
  ) {}

  /** The devices with the scopes that their parents have in this hub; without a parent where it is not in this hub. */
  async translate(devices: readonly TransferDevice[], signal?: AbortSignal): Promise<readonly TransferDevice[]> {
    const translated: TransferDevice[] = [];
    for (const device of devices) translated.push(await this.#translateOne(device, signal));
    return translated;
  }

  async #translateOne(device: TransferDevice, signal?: AbortSignal): Promise<TransferDevice> {
    const { deviceScope: _own, parentScopes: _parents, ...rest } = device;
    const parent = parentOf(device);
    const scope = parent === undefined || this.dry ? undefined : await this.#scopeOf(parent, signal);
    if (scope === undefined) return rest;

    return device.capabilities?.iotEdge === true
      ? { ...rest, parentScopes: [scope] }
      : { ...rest, deviceScope: scope, parentScopes: [scope] };
  }

  async #scopeOf(deviceId: string, signal?: AbortSignal): Promise<string | undefined> {
    if (!this.#known.has(deviceId)) this.#known.set(deviceId, await this.#read(deviceId, signal));
    return this.#known.get(deviceId);
  }

  async #read(deviceId: string, signal?: AbortSignal): Promise<string | undefined> {
    try {
      const identity = await this.client.getIdentity({ deviceId }, signal);
      return 'deviceScope' in identity ? identity.deviceScope : undefined;
    } catch (error) {
      if (HubError.is(error, 'deviceNotFound')) return undefined;
      throw error;
    }
  }
}
