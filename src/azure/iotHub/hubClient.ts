import type { HubClient } from '../../domain/hubClient.ts';
import type { HubEndpoint } from '../endpoint.ts';
import { runBulk } from './bulkEntries.ts';
import { createDevices, deleteDevices } from './bulkRegistry.ts';
import { hubConfigurations } from './configurations.ts';
import { listDevices } from './deviceQueries.ts';
import { invokeMethod } from './directMethods.ts';
import { HubCalls } from './hubCalls.ts';
import { createDevice, deleteDevice, getDevice, getIdentity, listIdentities } from './identities.ts';
import { createModule, deleteModule, listModules } from './modules.ts';
import { runQuery } from './queries.ts';
import { transferJobs } from './transferJobs.ts';
import { statistics } from './statistics.ts';
import { updateIdentity } from './updateIdentity.ts';
import { scheduledJobs } from './jobs.ts';
import { getTwin, readTwin, updateTwin } from './twins.ts';
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
    listDevices: (selection, page, signal) => listDevices(calls, selection, page, signal),
    getTwin: (deviceId, signal) => getTwin(calls, { deviceId }, signal),
    getModuleTwin: (deviceId, moduleId, signal) => getTwin(calls, { deviceId, moduleId }, signal),
    updateTwin: (of, patch, etag, signal) => updateTwin(calls, of, { patch, etag }, signal),
    getDevice: (deviceId, signal) => getDevice(calls, deviceId, signal),
    createDevice: (device, signal) =>
      createDevice(calls, typeof device === 'string' ? { deviceId: device } : device, signal),
    deleteDevice: (deviceId, signal) => deleteDevice(calls, deviceId, signal),
    createDevices: (devices, options) => createDevices(calls, devices, options),
    deleteDevices: (deviceIds, options) => deleteDevices(calls, deviceIds, options),
    getIdentity: (address, signal) => getIdentity(calls, address, signal),
    updateIdentity: (address, change, signal) => updateIdentity(calls, address, change, signal),
    listModules: (deviceId, signal) => listModules(calls, deviceId, signal),
    createModule: (module, signal) => createModule(calls, module, signal),
    deleteModule: (address, signal) => deleteModule(calls, address, signal),
    invokeMethod: (deviceId, call, signal) => invokeMethod(calls, { deviceId }, call, signal),
    invokeModuleMethod: (address, call, signal) => invokeMethod(calls, address, call, signal),
    jobs: scheduledJobs(calls),
    configurations: hubConfigurations(calls),
    transferJobs: transferJobs(calls),
    statistics: signal => statistics(calls, signal),
    query: (text, page, signal) => runQuery(calls, text, page, row => readAnswer(jsonObject, row), signal),
    queryTwins: (text, page, signal) => runQuery(calls, text, page, readTwin, signal, true),
    listIdentities: signal => listIdentities(calls, signal),
    runBulk: (entries, signal) => runBulk(calls, entries, signal),
  };
}
