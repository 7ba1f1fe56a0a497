import type { Wire } from '../protocol/schemas.ts';
import { serve } from '../protocol/serve.ts';
import { simulatorProcess } from '../protocol/simulatorProcess.ts';
import { defaultSimulationSettings } from '../protocol/simulatorRun.ts';
import { trustSystem } from './network/trustSystem.ts';
import { Simulation } from './simulation.ts';

/** Often enough to look live, seldom enough to cost little with thousands of devices. */
const progressEveryMs = 500;

/** Does what the extension host asks, and tells it twice a second what changed. */
export function serveHost(wire: Wire): { readonly close: () => Promise<void> } {
  const simulation = new Simulation(defaultSimulationSettings);
  const served = serve(wire, simulatorProcess, {
    configure: settings => simulation.configure(settings),
    trustSystem: () => trustSystem(),
    add: ({ devices, ...route }) => simulation.add(devices, route),
    addFailed: devices => devices.forEach(({ deviceId, problem }) => simulation.addFailed(deviceId, problem)),
    stop: deviceIds => simulation.stop(deviceIds ?? undefined),
    provision: deviceIds => simulation.provision(deviceIds ?? undefined),
    clear: () => simulation.clear(),
    snapshot: () => simulation.snapshot(),
  });

  const timer = setInterval(() => {
    const progress = simulation.takeProgress();
    if (progress) served.emit('progress', progress);
  }, progressEveryMs);

  return {
    async close() {
      clearInterval(timer);
      await simulation.stop();
      served.dispose();
    },
  };
}
