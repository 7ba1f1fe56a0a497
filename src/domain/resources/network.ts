import type { JsonObject } from '../json.ts';
import type { Operation } from './operation.ts';

/** A network interface of a machine. */
export interface NetworkInterface {
  readonly id: string;
  /** Of its first configuration; nothing if it has no public address. */
  readonly addressId: string | undefined;
  /** As the resource manager shows it, to be written back. */
  readonly document: JsonObject;
}

/** Parts of networks. Throws as `ResourceManager`. */
export interface NetworkResources {
  interface(id: string, signal?: AbortSignal): Promise<NetworkInterface>;
  /** Gives an interface another public address, or takes the one that it has. */
  setAddress(nic: NetworkInterface, addressId: string | undefined, signal?: AbortSignal): Promise<Operation>;
  delete(id: string, signal?: AbortSignal): Promise<Operation>;
}
