// Devices as people write them, with the official device SDK.
import { Client } from 'azure-iot-device';
import { Mqtt } from 'azure-iot-device-mqtt';
import { serveDuties } from '../worker.ts';

export interface ConnectJob {
  readonly connectionStrings: readonly string[];
  readonly ca: string;
  /** How many connect at the same time. */
  readonly inFlight: number;
  /** A method that they answer at once. */
  readonly method?: string;
}

export type SdkDevices = {
  connect(job: ConnectJob): Promise<{ readonly seconds: number }>;
  disconnect(job: undefined): Promise<void>;
};

const clients: Client[] = [];

serveDuties({
  async connect({ connectionStrings, ca, inFlight, method }) {
    const added = connectionStrings.map(connectionString => Client.fromConnectionString(connectionString, Mqtt));
    clients.push(...added);
    await Promise.all(added.map(client => client.setOptions({ ca })));

    const startedMs = performance.now();
    const waiting = added.values();
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (const client of waiting) {
          await client.open();
          if (method !== undefined) await answer(client, method);
        }
      }),
    );
    return { seconds: (performance.now() - startedMs) / 1000 };
  },

  async disconnect() {
    await Promise.all(clients.map(client => client.close()));
  },
} satisfies SdkDevices);

/** Resolves once the device listens: the twin's subscription is made after the method's. */
async function answer(client: Client, method: string): Promise<void> {
  client.onDeviceMethod(method, (_, response) => {
    void response.send(200, { Response: `${method} called successfully` });
  });
  await client.getTwin();
}
