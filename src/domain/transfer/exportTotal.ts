import type { HubClient } from '../hubClient.ts';
import { countIn, countOf } from '../query/derivedQueries.ts';
import type { ExportOrder } from './exportDevices.ts';

type Counter = Pick<HubClient, 'query' | 'statistics'>;

/**
 * How many devices and modules an export will write; nothing if that is not known: a hub that has modules does not count
 * those of the devices that a filter selects.
 * @throws HubError
 */
export async function exportTotal(
  client: Counter,
  { where, modules }: Pick<ExportOrder, 'where' | 'modules'>,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const count = async (text: string) => countIn((await client.query(text, { pageSize: 1 }, signal)).items);
  const below = modules ? await count(countOf('devices.modules')) : 0;
  if (!where) return (await client.statistics(signal)).totalDeviceCount + below;
  return below > 0 ? undefined : count(countOf('devices', where));
}
