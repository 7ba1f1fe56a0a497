import type { Measurement } from '../figure.ts';
import type { Progress } from '../run.ts';
import { type Worker, startWorker } from '../worker.ts';
import type { BareServer } from './bareServer.ts';
import type { BenchedHub } from './benchedHub.ts';
import type { MethodCalls } from './methodCalls.ts';
import type { MethodDevices } from './methodDevices.ts';
import type { Target } from './mqttConnect.ts';

const connections = 500;
const load = { inFlight: 64, measureMs: 5000 } as const;

/**
 * Direct methods through the hub's REST API, next to MQTT request and response alone over connections of the same
 * devices: the difference is HTTPS, authentication and the hub.
 */
export async function measureMethods(
  hub: BenchedHub,
  bare: { readonly target: Target; readonly server: Worker<BareServer> },
  progress: Progress,
): Promise<readonly Measurement[]> {
  const devices = hub.devices(connections);
  const job = { ...load, deviceIds: devices.map(({ deviceId }) => deviceId) };
  await using answering = startWorker<MethodDevices>(new URL('methodDevices.ts', import.meta.url));
  await using calling = startWorker<MethodCalls>(new URL('methodCalls.ts', import.meta.url));

  progress('Calling methods through MQTT alone…');
  await answering.ask('connect', { target: bare.target, devices });
  const overMqtt = await bare.server.ask('callMethods', job);
  await answering.ask('disconnect', undefined);
  progress('Calling methods through REST…');
  await answering.ask('connect', { target: hub.target, devices });
  const overRest = await calling.ask('call', { ...job, target: hub.target, authorization: hub.authorization });

  const name = `methods, ${load.inFlight} in flight`;
  const mqtt = 'MQTT request and response alone';
  return [
    {
      figure: `${name}: round trips`,
      value: overRest.perSecond,
      unit: 'calls/s',
      peer: { name: mqtt, value: overMqtt.perSecond },
    },
    {
      figure: `${name}: 99th percentile`,
      value: overRest.p99Ms,
      unit: 'ms',
      lessIsBetter: true,
      peer: { name: mqtt, value: overMqtt.p99Ms },
    },
  ];
}
