import * as z from 'zod/mini';
import type { DeviceTwin } from '../../domain/device.ts';
import { type DeviceSelection, deviceQuery } from '../../domain/deviceFilter.ts';
import type { PageRequest } from '../../domain/hubClient.ts';
import type { Page } from '../../domain/page.ts';
import type { HubCalls } from './hubCalls.ts';
import { readTwin } from './twins.ts';
import { readAnswer } from './wire.ts';

/** A page of the devices of a selection. By query: `GET /devices` ends at 1,000 devices without a word. */
export async function listDevices(
  calls: HubCalls,
  selection: DeviceSelection,
  { pageSize, after }: PageRequest,
  signal?: AbortSignal,
): Promise<Page<DeviceTwin>> {
  return calls.run({
    subject: {},
    signal,
    async send({ registry }) {
      const query = registry.createQuery(deviceQuery(selection), pageSize);
      const { result } = after === undefined ? await query.next() : await query.next(after);
      const next: string | undefined = query.continuationToken || undefined;

      return { items: readAnswer(z.array(z.unknown()), result).map(readTwin), ...(next === undefined ? {} : { next }) };
    },
  });
}
