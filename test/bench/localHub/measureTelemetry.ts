import type { Measurement } from '../figure.ts';
import { median } from '../median.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import type { BenchedHub } from './benchedHub.ts';
import type { Target } from './mqttConnect.ts';
import type { TelemetryLoad } from './telemetryLoad.ts';

const load = { connections: 500, payloadBytes: 200, warmUpMs: 1000, measureMs: 3000 } as const;
const rounds = 7;

/**
 * Telemetry over TLS with QoS 1, one message in flight for each connection. The servers take turns, so that a machine
 * that slows down slows all of them; the figure is the median of the rounds.
 */
export async function measureTelemetry(
  hub: BenchedHub,
  peers: Readonly<Record<'aedes' | 'bare', Target>>,
  progress: Progress,
): Promise<readonly Measurement[]> {
  const targets = { ...peers, hub: hub.target };
  const rates = { hub: [] as number[], aedes: [] as number[], bare: [] as number[] };
  const devices = hub.devices(load.connections);
  await using sender = startWorker<TelemetryLoad>(new URL('telemetryLoad.ts', import.meta.url));

  for (let round = 1; round <= rounds; round++) {
    for (const name of ['hub', 'aedes', 'bare'] as const) {
      const { messagesPerSecond } = await sender.ask('send', { ...load, target: targets[name], devices });
      rates[name].push(messagesPerSecond);
      progress(`Telemetry, round ${round} of ${rounds}, ${name}: ${Math.round(messagesPerSecond)} messages/s`);
    }
  }

  const figure = `telemetry, QoS 1, TLS, ${load.payloadBytes} bytes, ${load.connections} connections`;
  const hubRate = { figure, value: median(rates.hub), unit: 'messages/s' };
  return [
    { ...hubRate, peer: { name: 'aedes', value: median(rates.aedes), goal: 1 } },
    { ...hubRate, peer: { name: 'bare server', value: median(rates.bare), goal: 0.85 } },
  ];
}
