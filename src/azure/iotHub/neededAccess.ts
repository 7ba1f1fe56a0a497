import type { AskedRequest } from '../hubCredential.ts';
import type { NeededAccess } from '../neededAccess.ts';

/** What a request takes, of a policy and of a role. */
export function neededAccess({ method, path }: AskedRequest): NeededAccess {
  const [resource = ''] = path.toLowerCase().split('?');
  const reads = method === 'GET' || resource === '/devices/query';

  if (/^\/twins\/.*\/methods$/.test(resource)) return { right: 'ServiceConnect', role: 'IoT Hub Data Contributor' };
  if (resource.startsWith('/twins/')) {
    return { right: 'ServiceConnect', role: reads ? 'IoT Hub Data Reader' : 'IoT Hub Twin Contributor' };
  }
  if (/^\/(?:devices\/query|statistics\/service)$/.test(resource)) {
    return { right: 'ServiceConnect', role: 'IoT Hub Data Reader' };
  }
  if (reads) return { right: 'RegistryRead', role: 'IoT Hub Data Reader' };

  const isIdentity = /^\/devices(?:\/|$)/.test(resource);
  return { right: 'RegistryWrite', role: isIdentity ? 'IoT Hub Registry Contributor' : 'IoT Hub Data Contributor' };
}
