import * as z from 'zod/mini';
import { computeVersions } from '../apiVersions.ts';
import { ArmFault, badRequest } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import { findRecordById, recordResource, type ResourceRecord } from '../recordResource.ts';
import type { ResourceType } from '../resourceType.ts';
import { isObject } from '../template/values.ts';
import { computeTypes } from './computeTypes.ts';
import { machineState } from './machineState.ts';

const imageProperties = z.looseObject({
  hyperVGeneration: z._default(z.enum(['V1', 'V2']), 'V1'),
  sourceVirtualMachine: z.optional(z.nullable(z.looseObject({ id: z.string() }))),
  storageProfile: z.optional(
    z.nullable(
      z.looseObject({
        osDisk: z.looseObject({
          osType: z.enum(['Linux', 'Windows']),
          osState: z.enum(['Generalized', 'Specialized']),
          blobUri: z.optional(z.url()),
          managedDisk: z.optional(z.nullable(z.looseObject({ id: z.string() }))),
          snapshot: z.optional(z.nullable(z.looseObject({ id: z.string() }))),
        }),
      }),
    ),
  ),
});

/** Managed images, of a generalized machine, a blob or a disk: records that machines can be made of. */
export const imageResource: ResourceType = recordResource({
  type: computeTypes.image,
  versions: computeVersions,
  creation: 'asyncOperation',
  deletion: 'asyncOperation',
  read({ arm, properties, known }) {
    const asked = readBody(properties, imageProperties);
    const { sourceVirtualMachine, storageProfile } = asked;
    if (known) return { properties: asked, state: known.state };
    if (sourceVirtualMachine) return { properties: { ...asked, ...captured(arm, sourceVirtualMachine.id) }, state: {} };
    if (!storageProfile) {
      throw badRequest(
        "Required parameter 'storageProfile' is missing (null): an image needs a machine, a blob or a disk.",
        'InvalidParameter',
      );
    }
    const { blobUri, managedDisk, snapshot } = storageProfile.osDisk;
    if (blobUri === undefined && !managedDisk && !snapshot) {
      throw badRequest("Required parameter 'osDisk.blobUri' is missing (null).", 'InvalidParameter');
    }
    if (managedDisk && !findRecordById(arm, managedDisk.id)) throw notFound(managedDisk.id);
    return { properties: asked, state: {} };
  },
});

/** The disk of a machine, of which nobody is to be who it was. @throws ArmFault */
function captured(arm: ArmContext, id: string) {
  const machine = machineAt(arm, id);
  const { osType, isGeneralized, osDiskId } = machineState(machine);
  if (!isGeneralized) {
    throw new ArmFault(
      409,
      'OperationNotAllowed',
      `The VM '${machine.name}' is not generalized: deallocate and generalize it first, or capture it as a gallery image version.`,
    );
  }
  return {
    storageProfile: { osDisk: { osType, osState: 'Generalized', managedDisk: { id: osDiskId } }, dataDisks: [] },
  };
}

/** @throws ArmFault NotFound for the id of no machine. */
export function machineAt(arm: ArmContext, id: string): ResourceRecord {
  const machine = findRecordById(arm, id);
  if (machine?.type === computeTypes.machine) return machine;
  throw notFound(id);
}

export function notFound(id: string): ArmFault {
  return new ArmFault(404, 'NotFound', `The entity was not found: '${id}'.`);
}

/** What an image is of. */
export function imageTraits({ properties }: ResourceRecord): {
  readonly osType: string;
  readonly isGeneralized: boolean;
} {
  const { storageProfile } = properties;
  const osDisk = isObject(storageProfile) ? storageProfile['osDisk'] : undefined;
  const { osType, osState } = isObject(osDisk) ? osDisk : {};
  return { osType: String(osType), isGeneralized: osState === 'Generalized' };
}
