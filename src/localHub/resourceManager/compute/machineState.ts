import * as z from 'zod/mini';
import type { ResourceRecord } from '../recordResource.ts';

const powerStates = ['running', 'stopped', 'deallocated'] as const;

const stateSchema = z.object({
  vmId: z.string(),
  power: z.enum(powerStates),
  isGeneralized: z.boolean(),
  osType: z.enum(['Linux', 'Windows']),
  osDiskId: z.string(),
  /** When the power last changed. */
  powerMs: z.number(),
});

/** What the service keeps of a machine. */
export type MachineState = z.infer<typeof stateSchema>;

export function machineState({ state }: ResourceRecord): MachineState {
  return stateSchema.parse(state);
}

/** "VM power states and billing": what a machine is, and since when. */
export function instanceView(machine: ResourceRecord) {
  const { power, isGeneralized, powerMs } = machineState(machine);

  return {
    computerName: machine.name,
    statuses: [
      status('ProvisioningState/succeeded', 'Provisioning succeeded', machine.createdMs),
      ...(isGeneralized ? [status('OSState/generalized', 'VM generalized')] : []),
      status(`PowerState/${power}`, `VM ${power}`, powerMs),
    ],
  };
}

function status(code: string, displayStatus: string, timeMs?: number) {
  const time = timeMs === undefined ? {} : { time: new Date(timeMs).toISOString() };
  return { code, level: 'Info', displayStatus, ...time };
}
