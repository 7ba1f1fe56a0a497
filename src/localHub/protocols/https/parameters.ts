import { checkDeviceId } from '../../../domain/deviceId.ts';
import { HubFault } from '../../iotHub/hubFault.ts';
import { describeIdProblem } from '../../iotHub/identityRequest.ts';
import type { ServiceRequest } from './router.ts';

/** The device id of the address. @throws HubFault ArgumentInvalid if it can't be one. */
export function idOf({ path }: ServiceRequest): string {
  const deviceId = path['deviceId'] ?? '';
  const problem = checkDeviceId(deviceId);
  if (problem) throw new HubFault('ArgumentInvalid', describeIdProblem(problem));

  return deviceId;
}

/** The page size that the header asks for. @throws HubFault ArgumentInvalid */
export function pageSizeOf({ header }: ServiceRequest, sizes: { readonly default: number; readonly most: number }) {
  const text = header('x-ms-max-item-count');
  if (text === undefined || text === '') return sizes.default;

  const size = Number(text);
  if (!Number.isInteger(size) || size < 1) {
    throw new HubFault('ArgumentInvalid', 'The header "x-ms-max-item-count" is not a number of devices.');
  }
  return Math.min(size, sizes.most);
}
