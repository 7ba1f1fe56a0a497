import type { DeviceTwin } from '../../domain/device.ts';
import { type DeviceSelection, deviceQuery } from '../../domain/deviceFilter.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { HubCalls } from './hubCalls.ts';
import { runQuery } from './queries.ts';
import { readTwin } from './twins.ts';

/** A page of the devices of a selection. By query: `GET /devices` ends at 1,000 devices without a word. */
export function listDevices(
  calls: HubCalls,
  selection: DeviceSelection,
  page: PageRequest,
  signal?: AbortSignal,
): Promise<Page<DeviceTwin>> {
  return runQuery(calls, deviceQuery(selection), page, readTwin, signal);
}
