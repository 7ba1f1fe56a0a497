import type { Measurement } from '../figure.ts';
import type { BenchedHub } from '../localHub/benchedHub.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import { deviceCount, deviceIdOf } from './generatedDevices.ts';
import type { QueryClient } from './queryClient.ts';
import type { TwinLoad } from './twinLoad.ts';

const readers = 4;
const turn = { settleMs: 1000, measureMs: 10_000 } as const;
const id = 'bench';
/** The rollout goes by the names of the devices: as long as this one has nothing, it goes on. */
const lastReached = `SELECT deviceId FROM devices WHERE deviceId = '${deviceIdOf(deviceCount - 1)}' AND configurations.${id}.status = 'Applied'`;

/** What devices get from the hub while it writes a configuration into the twin of every device. */
export async function measureRollout(
  hub: BenchedHub,
  client: QueryClient,
  progress: Progress,
): Promise<readonly Measurement[]> {
  await using load = startWorker<TwinLoad>(new URL('twinLoad.ts', import.meta.url));
  const read = { target: hub.target, devices: hub.devices(readers), ...turn };
  progress('Reading twins without a rollout…');
  const alone = await load.ask('read', read);

  progress(`Rolling a configuration out to ${deviceCount.toLocaleString('en-US')} devices…`);
  await hub.registry().addConfiguration({
    id,
    schemaVersion: '1.0',
    content: { deviceContent: { 'properties.desired.maintenance': { window: 'night' } } },
    targetCondition: 'tags.floor >= 0',
    priority: 1,
  });
  const during = await load.ask('read', read);
  if ((await client.page(lastReached)).rows.length > 0) throw new Error('The rollout ended before it was measured.');

  return [
    {
      figure: 'p99 of a twin read over MQTT during a rollout to all devices',
      value: during,
      unit: 'ms',
      lessIsBetter: true,
      goal: 50,
      peer: { name: 'the same without a rollout', value: alone },
    },
  ];
}
