import type { QoS } from 'mqtt-packet';
import type { DeviceAddress } from '../../iotHub/deviceSide.ts';
import { addressPaths } from './deviceTopics.ts';

/** What a device can listen to. */
export type Channel = 'messages' | 'inputs' | 'methods' | 'twinResults' | 'desired';

/** A hub grants no more than QoS 1. */
export type GrantedQos = 0 | 1;

/** What one device listens to: its topic filters, and how surely each is served. */
export class Subscriptions {
  readonly #address: DeviceAddress;
  readonly #granted = new Map<string, { readonly channel: Channel; readonly qos: GrantedQos }>();
  readonly #channels = new Map<Channel, GrantedQos>();

  constructor(address: DeviceAddress) {
    this.#address = address;
  }

  /** The QoS with which a channel is served, or nothing if the device does not listen to it. */
  qosOf(channel: Channel): GrantedQos | undefined {
    return this.#channels.get(channel);
  }

  /** Adds a filter, or replaces its QoS. Gives nothing for a filter that no hub has: the caller drops the connection. */
  add(filter: string, requested: QoS): { readonly channel: Channel; readonly qos: GrantedQos } | undefined {
    const channel = channelOf(filter, this.#address);
    if (!channel) return undefined;

    const granted = { channel, qos: requested === 0 ? 0 : 1 } as const;
    this.#granted.set(filter, granted);
    this.#channels.set(channel, granted.qos);
    return granted;
  }

  remove(filter: string): void {
    if (!this.#granted.delete(filter)) return;

    this.#channels.clear();
    for (const { channel, qos } of this.#granted.values()) this.#channels.set(channel, qos);
  }

  /** What a persistent session keeps of them: `QOS FILTER` each. */
  toKeep(): readonly string[] {
    return [...this.#granted].map(([filter, { qos }]) => `${qos} ${filter}`);
  }

  /** Takes back what {@link Subscriptions.toKeep} gave. */
  restore(kept: readonly string[]): void {
    for (const line of kept) this.add(line.slice(2), line.startsWith('0') ? 0 : 1);
  }
}

const fixedFilters: ReadonlyMap<string, Channel> = new Map([
  ['$iothub/methods/POST/#', 'methods'],
  ['$iothub/twin/res/#', 'twinResults'],
  ['$iothub/twin/PATCH/properties/desired/#', 'desired'],
]);

/** IoT Hub, "Communicate with your IoT hub using the MQTT protocol": the filters that a device may subscribe to. */
function channelOf(filter: string, address: DeviceAddress): Channel | undefined {
  const fixed = fixedFilters.get(filter);
  if (fixed) return fixed;

  const channel = address.moduleId === undefined ? 'messages' : 'inputs';
  return addressPaths(address).some(path => filter === path + ownFilterEnds[channel]) ? channel : undefined;
}

const ownFilterEnds = { messages: '/messages/devicebound/#', inputs: '/inputs/#' } as const;
