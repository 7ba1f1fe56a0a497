import * as vscode from 'vscode';
import { type CertificateWithKey, onlyDeviceOf } from '../../../certificates/privateKeyFile.ts';
import { derivedKey } from '../../../azure/provisioning/derivedKey.ts';
import type { ProvisioningClient } from '../../../domain/provisioning/provisioningClient.ts';
import type { DeviceProof } from '../../../protocol/simulatorProcess.ts';
import type { EnrollmentCertificates } from './enrollmentCertificates.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';

/** Gives a device what it shows, or says in a sentence why it has nothing. */
export type ProveDevice = (registrationId: string) => Promise<DeviceProof | { readonly problem: string }>;

/**
 * What the devices of an enrollment show: keys that the service tells or that are derived from them, or certificates that
 * were read from files or made before.
 * @throws HubError, `noKeys` for devices with a TPM; CertificateFileError for an authority that cannot sign here
 */
export async function deviceProofs(
  target: EnrollmentTarget,
  client: ProvisioningClient,
  certificates: Pick<EnrollmentCertificates, 'get'>,
): Promise<ProveDevice> {
  const { attestation } = await client.getEnrollment(target.address);
  if (attestation !== 'x509') return byKeys(target, client);

  const own = await certificates.get(target);
  return own ? byCertificate(own, target) : async () => ({ problem: noCertificate() });
}

async function byKeys({ address }: EnrollmentTarget, client: ProvisioningClient): Promise<ProveDevice> {
  const { primaryKey } = await client.enrollmentKeys(address);
  return async registrationId => {
    const key = address.kind === 'group' ? derivedKey(primaryKey, registrationId) : primaryKey;
    return { symmetricKey: key.reveal() };
  };
}

async function byCertificate(own: CertificateWithKey, { address }: EnrollmentTarget): Promise<ProveDevice> {
  const only = address.kind === 'individual' ? address.id : onlyDeviceOf(own);
  if (only !== undefined) {
    return async registrationId => (registrationId === only ? proofOf(own) : { problem: otherDevice(only) });
  }
  const { deviceSigner } = await import('../../../certificates/signedCertificate.ts');
  const sign = await deviceSigner(own);
  return async registrationId => proofOf(await sign(registrationId, Date.now()));
}

function proofOf({ certificate, privateKey }: CertificateWithKey): DeviceProof {
  return { certificate, privateKey: privateKey.reveal() };
}

function noCertificate(): string {
  return vscode.l10n.t(
    'Its certificate is not known here. Run Simulate Provisioned Devices on the enrollment to choose or make one.',
  );
}

function otherDevice(commonName: string): string {
  return vscode.l10n.t('The certificate that was chosen is that of {0}: only that device can ask with it.', commonName);
}
