// Devices as people write them, with the official device SDK.
import { Client } from 'azure-iot-device';
import { Mqtt } from 'azure-iot-device-mqtt';
import { serveDuties } from '../worker.ts';

export interface ConnectJob {
  readonly connectionStrings: readonly string[];
  readonly ca: string;
  /** How many connect at the same time. */
  readonly inFlight: number;
}

export type SdkDevices = {
  connect(job: ConnectJob): Promise<{ readonly seconds: number }>;
  disconnect(job: undefined): Promise<void>;
};

let clients: readonly Client[] = [];

serveDuties({
  async connect({ connectionStrings, ca, inFlight }) {
    clients = connectionStrings.map(connectionString => Client.fromConnectionString(connectionString, Mqtt));
    await Promise.all(clients.map(client => client.setOptions({ ca })));

    const startedMs = performance.now();
    const waiting = clients.values();
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (const client of waiting) await client.open();
      }),
    );
    return { seconds: (performance.now() - startedMs) / 1000 };
  },

  async disconnect() {
    await Promise.all(clients.map(client => client.close()));
  },
} satisfies SdkDevices);
