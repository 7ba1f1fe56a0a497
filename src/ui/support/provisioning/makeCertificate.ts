import type { SelfSignedCertificate } from '../../../certificates/selfSignedCertificate.ts';
import type { EnrollmentAddress } from '../../../domain/provisioning/enrollmentAddress.ts';

/** Makes what an enrollment and its simulated devices take, for a year: a device's certificate, or a group's authority. */
export async function makeCertificate({ kind, id }: EnrollmentAddress): Promise<SelfSignedCertificate> {
  const { makeAuthority, makeSelfSignedCertificate } = await import('../../../certificates/selfSignedCertificate.ts');
  return kind === 'group' ? makeAuthority(id, Date.now()) : makeSelfSignedCertificate(id, Date.now());
}
