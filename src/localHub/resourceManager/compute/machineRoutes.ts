import type { ServiceResponse } from '../../protocols/https/router.ts';
import { computeVersions } from '../apiVersions.ts';
import { ArmFault } from '../armFault.ts';
import { type ArmRequest, type ArmRoute, routesOf } from '../armRequest.ts';
import { begun } from '../operationRoutes.ts';
import { recordAt, recordId, type ResourceRecord } from '../recordResource.ts';
import { pathOfType, placeOf } from '../resourceRoutes.ts';
import { computeTypes } from './computeTypes.ts';
import { machineSizes } from './machineSizes.ts';
import { instanceView } from './machineState.ts';
import { changeMachine, type MachineAction } from './machines.ts';

const path = pathOfType(computeTypes.machine);

/** What is done to virtual machines besides making and deleting them. */
export const machineRoutes: readonly ArmRoute[] = routesOf(computeVersions, [
  { method: 'GET', path: `${path}/instanceView`, answer: request => ({ body: instanceView(machineOf(request)) }) },
  { method: 'GET', path: `${path}/vmSizes`, answer: listSizes },
  { method: 'POST', path: `${path}/start`, answer: doing('start') },
  { method: 'POST', path: `${path}/restart`, answer: doing('restart') },
  { method: 'POST', path: `${path}/powerOff`, answer: doing('powerOff') },
  { method: 'POST', path: `${path}/deallocate`, answer: doing('deallocate') },
  { method: 'POST', path: `${path}/generalize`, answer: generalize },
  { method: 'POST', path: `${path}/capture`, answer: capture },
]);

function machineOf(request: ArmRequest): ResourceRecord {
  return recordAt(request.arm, computeTypes.machine, placeOf(request));
}

function doing(action: MachineAction) {
  return (request: ArmRequest): ServiceResponse => {
    const { arm } = request;
    const target = recordId(arm, machineOf(request));
    const headers = begun(request, { action: 'act', target }, async () =>
      changeMachine(arm, machineOf(request), action),
    );
    return { status: 202, headers };
  };
}

function generalize(request: ArmRequest): ServiceResponse {
  changeMachine(request.arm, machineOf(request), 'generalize');
  return {};
}

/** Is of disks that are blobs, which no machine here has. */
function capture(request: ArmRequest): ServiceResponse {
  const { name } = machineOf(request);
  throw new ArmFault(
    409,
    'OperationNotAllowed',
    `Capture operation is not supported on VM '${name}' because it has managed disks. Make an image of it, or a version in a gallery.`,
  );
}

function listSizes(request: ArmRequest): ServiceResponse {
  machineOf(request);
  const value = machineSizes.map(({ name, cores, memoryMB }) => ({ name, numberOfCores: cores, memoryInMB: memoryMB }));
  return { body: { value } };
}
