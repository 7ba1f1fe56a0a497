import * as z from 'zod/mini';
import { computeVersions } from '../apiVersions.ts';
import { ArmFault } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import { putRecord, recordId, recordResource, type ResourceRecord } from '../recordResource.ts';
import type { ResourceType } from '../resourceType.ts';
import { computeTypes } from './computeTypes.ts';

const diskProperties = z.looseObject({
  creationData: z.looseObject({ createOption: z.string() }),
  diskSizeGB: z.optional(z.int().check(z.minimum(1), z.maximum(65_536))),
  osType: z.optional(z.nullable(z.enum(['Linux', 'Windows']))),
});

/** Managed disks: records, with nothing on them. */
export const diskResource: ResourceType = recordResource({
  type: computeTypes.disk,
  versions: computeVersions,
  creation: 'asyncOperation',
  deletion: 'asyncOperation',
  read({ properties, known }) {
    const { timeCreated: _time, diskState: _state, managedBy: _machine, ...asked } = properties;
    return { properties: readBody(asked, diskProperties), state: known?.state ?? {} };
  },
  show: (_, { state, createdMs }) => ({
    timeCreated: new Date(createdMs).toISOString(),
    diskState: machineOf(state) === undefined ? 'Unattached' : 'Attached',
    ...(machineOf(state) === undefined ? {} : { managedBy: machineOf(state) }),
  }),
  checkRemoval(_, record) {
    const machine = machineOf(record.state);
    if (machine === undefined) return;
    throw new ArmFault(
      409,
      'OperationNotAllowed',
      `Disk ${record.name} is attached to VM ${machine}. Delete the machine, or detach the disk, first.`,
    );
  },
});

function machineOf(state: ResourceRecord['state']): string | undefined {
  return typeof state['virtualMachine'] === 'string' ? state['virtualMachine'] : undefined;
}

/** Makes the disk that a machine's operating system is on. @returns its id. */
export function putSystemDisk(arm: ArmContext, machine: ResourceRecord, name: string, osType: string): string {
  const disk: ResourceRecord = {
    type: computeTypes.disk,
    group: machine.group,
    name,
    location: machine.location,
    tags: {},
    properties: { creationData: { createOption: 'FromImage' }, diskSizeGB: 30, osType },
    state: { virtualMachine: recordId(arm, machine) },
    createdMs: arm.now(),
  };
  putRecord(arm, disk);
  return recordId(arm, disk);
}
