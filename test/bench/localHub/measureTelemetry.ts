import type { Measurement } from '../figure.ts';
import { median } from '../median.ts';
import type { Progress } from '../run.ts';
import { type Worker, startWorker } from '../worker.ts';
import type { BenchedHub } from './benchedHub.ts';
import type { Target } from './mqttConnect.ts';
import type { TelemetryLoad } from './telemetryLoad.ts';

const connections = 500;
const payloadBytes = 200;
const warmUp = { settleMs: 2000, measureMs: 1000 } as const;
const turn = { settleMs: 200, measureMs: 800 } as const;
const turns = 21;
const servers = ['hub', 'aedes', 'bare'] as const;
type Server = (typeof servers)[number];

/**
 * Telemetry over TLS with QoS 1, one message in flight for each connection. The servers take turns of a second, so
 * that whatever else the machine does meets all of them: rates are medians of all turns, and the hub's ratio to a peer
 * is the median of those within a turn.
 */
export async function measureTelemetry(
  hub: BenchedHub,
  peers: Readonly<Record<'aedes' | 'bare', Target>>,
  progress: Progress,
): Promise<readonly Measurement[]> {
  const targets = { ...peers, hub: hub.target };
  await using load = startWorker<TelemetryLoad>(new URL('telemetryLoad.ts', import.meta.url));
  const devices = hub.devices(connections);
  for (const server of servers) {
    await load.ask('connect', { server, target: targets[server], devices, payloadBytes });
    await load.ask('send', { server, ...warmUp });
  }

  const rates = await takeTurns(load, progress);
  const hubRate = {
    figure: `telemetry, QoS 1, TLS, ${payloadBytes} bytes, ${connections} connections`,
    value: median(rates.hub),
    unit: 'messages/s',
  };
  return [
    { ...hubRate, peer: { name: 'aedes', valueAtGoals: 43_000, ...comparison(rates.hub, rates.aedes), goal: 1 } },
    {
      ...hubRate,
      peer: { name: 'bare server', valueAtGoals: 51_000, ...comparison(rates.hub, rates.bare), goal: 0.85 },
    },
  ];
}

type Rates = Readonly<Record<Server, readonly number[]>>;

async function takeTurns(load: Worker<TelemetryLoad>, progress: Progress): Promise<Rates> {
  const rates: Record<Server, number[]> = { hub: [], aedes: [], bare: [] };
  for (let count = 1; count <= turns; count++) {
    for (const server of servers) rates[server].push(await load.ask('send', { server, ...turn }));
    const latest = servers.map(server => `${server} ${Math.round(rates[server].at(-1) ?? 0)}`);
    progress(`Telemetry, turn ${count} of ${turns}, messages/s: ${latest.join(', ')}`);
  }
  return rates;
}

function comparison(
  own: readonly number[],
  peer: readonly number[],
): { readonly value: number; readonly ratio: number } {
  return { value: median(peer), ratio: median(own.map((rate, turn) => rate / (peer[turn] ?? Number.NaN))) };
}
