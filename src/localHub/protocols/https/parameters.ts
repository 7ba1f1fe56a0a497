import { checkDeviceId } from '../../../domain/deviceId.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import { identityName } from '../../iotHub/identityName.ts';
import { describeIdProblem } from '../../iotHub/identityRequest.ts';
import type { ServiceRequest } from './router.ts';

/** The name of the device or module that the address names. @throws HubFault ArgumentInvalid if there can't be one. */
export function nameOf({ path }: ServiceRequest): string {
  const { deviceId = '', moduleId } = path;
  for (const id of moduleId === undefined ? [deviceId] : [deviceId, moduleId]) {
    const problem = checkDeviceId(id);
    if (problem) throw new HubFault('ArgumentInvalid', describeIdProblem(problem));
  }
  return identityName({ deviceId, ...(moduleId === undefined ? {} : { moduleId }) });
}

/**
 * The page size that the header asks for, or else the parameter of this name.
 * @throws HubFault ArgumentInvalid
 */
export function pageSizeOf(
  { header, query }: ServiceRequest,
  sizes: { readonly default: number; readonly most: number },
  parameter?: string,
): number {
  const name = 'x-ms-max-item-count';
  const text = header(name) || (parameter && query.get(parameter));
  if (!text) return sizes.default;

  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) {
    throw new HubFault('ArgumentInvalid', `The header "${name}" is not a number of items.`);
  }
  return Math.min(size, sizes.most);
}
