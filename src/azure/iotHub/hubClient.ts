import type { HubClient } from '../../domain/hubClient.ts';
import type { HubEndpoint } from '../endpoint.ts';
import { listDevices } from './deviceQueries.ts';
import { invokeMethod } from './directMethods.ts';
import { HubCalls } from './hubCalls.ts';
import { createDevice, deleteDevice, getDevice } from './identities.ts';
import { runQuery } from './queries.ts';
import { statistics } from './statistics.ts';
import { getTwin } from './twins.ts';
import type { OnWait } from './wait.ts';
import { jsonObject, readAnswer } from './wire.ts';

export interface HubClientOptions {
  /** What sentences call the hub; its host name if absent. */
  readonly name?: string;
  /** Hears of each wait before a call is sent again. */
  readonly onWait?: OnWait;
}

/** The hub at `endpoint`, through azure-iothub, which is loaded at the first call. Opens no connection before that. */
export function createHubClient(endpoint: HubEndpoint, { name, onWait }: HubClientOptions = {}): HubClient {
  const calls = new HubCalls(endpoint, name ?? endpoint.hostName, onWait);

  return {
    hostName: endpoint.hostName,
    listDevices: (filter, page, signal) => listDevices(calls, filter, page, signal),
    getTwin: (deviceId, signal) => getTwin(calls, deviceId, signal),
    getDevice: (deviceId, signal) => getDevice(calls, deviceId, signal),
    createDevice: (deviceId, signal) => createDevice(calls, deviceId, signal),
    deleteDevice: (deviceId, signal) => deleteDevice(calls, deviceId, signal),
    invokeMethod: (deviceId, call, signal) => invokeMethod(calls, deviceId, call, signal),
    statistics: signal => statistics(calls, signal),
    query: (text, page, signal) => runQuery(calls, text, page, row => readAnswer(jsonObject, row), signal),
  };
}
