import type { AskedRequest } from '../hubCredential.ts';
import type { NeededAccess } from '../neededAccess.ts';

/** What a request takes, of a policy and of a role. The keys of an enrollment are shown to who may write it. */
export function neededAccess({ method, path }: AskedRequest): NeededAccess {
  const [resource = ''] = path.toLowerCase().split('?');
  const subject = resource.startsWith('/registrations/') ? 'RegistrationStatus' : 'Enrollment';

  return method === 'GET' || resource.endsWith('/query')
    ? { right: `${subject}Read`, role: 'Device Provisioning Service Data Reader' }
    : { right: `${subject}Write`, role: 'Device Provisioning Service Data Contributor' };
}
