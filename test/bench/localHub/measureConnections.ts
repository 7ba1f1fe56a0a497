import type { Measurement } from '../figure.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import type { BenchedHub } from './benchedHub.ts';
import type { Target } from './mqttConnect.ts';
import type { SdkDevices } from './sdkDevices.ts';

const inFlight = 100;

/** How long devices of the official SDK take to connect, and what the hub's process then weighs. */
export async function measureConnections(
  hub: BenchedHub,
  bare: Target,
  count: number,
  progress: Progress,
): Promise<readonly Measurement[]> {
  const weighHub = async () => hub.memoryMb;
  progress(`Connecting ${count} SDK devices to the bare server…`);
  const toBare = await connectAll({ connectionStrings: hub.connectionStrings(count, bare.port), ca: bare.ca });
  const idleMb = hub.memoryMb;
  progress(`Connecting ${count} SDK devices to the local hub…`);
  const toHub = await connectAll({ connectionStrings: hub.connectionStrings(count), ca: hub.target.ca }, weighHub);

  const name = `${count.toLocaleString('en-US')} SDK devices`;
  const peer = { name: 'bare server', value: toBare.seconds };
  return [
    { figure: `connect ${name}`, value: toHub.seconds, unit: 's', lessIsBetter: true, peer },
    { figure: 'memory before they connect', value: idleMb, unit: 'MB' },
    { figure: `memory with ${name}`, value: toHub.whenConnected ?? 0, unit: 'MB' },
  ];
}

async function connectAll(
  options: { readonly connectionStrings: readonly string[]; readonly ca: string },
  lookWhenConnected?: () => Promise<number>,
): Promise<{ readonly seconds: number; readonly whenConnected?: number }> {
  await using devices = startWorker<SdkDevices>(new URL('sdkDevices.ts', import.meta.url));
  const { seconds } = await devices.ask('connect', { ...options, inFlight });
  const whenConnected = await lookWhenConnected?.();
  await devices.ask('disconnect', undefined);

  return { seconds, ...(whenConnected === undefined ? {} : { whenConnected }) };
}
