import { ProvisioningFault } from './provisioningFault.ts';

/** There is none on this machine that could be challenged: what a local service says to enrollments and devices with one. */
export function noTpm(): ProvisioningFault {
  const text = 'A local provisioning service has no TPM attestation. Use symmetric keys or X.509 certificates.';
  return new ProvisioningFault('ArgumentInvalid', text);
}
