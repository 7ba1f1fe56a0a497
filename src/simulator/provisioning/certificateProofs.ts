import { CertificateFileError } from '../../certificates/certificateFileError.ts';
import { type CertificateWithKey, isLocked, onlyDeviceOf, withPrivateKey } from '../../certificates/privateKeyFile.ts';
import { readCertificates } from '../../certificates/readCertificate.ts';
import { Secret } from '../../domain/secret.ts';
import type { DeviceProof } from '../../protocol/simulatorProcess.ts';
import { readScenarioFile } from '../readScenarioFile.ts';
import { SimulatorError } from '../simulatorError.ts';
import type { ProofOf } from './deviceProof.ts';
import type { EnvironmentSecret } from './provisionedDevices.ts';

/** Paths; with `{id}` in one, each device has its own. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

const place = '{id}';

/**
 * What devices show by the files of a scenario: each its own certificate, the one that there is, or one that the
 * authority signs for them.
 * @throws SimulatorError
 */
export async function certificateProofs(files: CertificateFiles, secret: EnvironmentSecret): Promise<ProofOf> {
  if (files.certificateFile.includes(place) || files.keyFile.includes(place)) {
    return async registrationId => ownProof(filesOf(registrationId, files), registrationId, secret);
  }
  const read = await readWithKey(files, secret);
  const only = onlyDeviceOf(read);
  if (only !== undefined) return async registrationId => shown(read, files, { registrationId, only });

  const { deviceSigner } = await import('../../certificates/signedCertificate.ts');
  const sign = await explained(files, secret, () => deviceSigner(read));
  return async registrationId => proofOf(await sign(registrationId, Date.now()));
}

function filesOf(registrationId: string, { certificateFile, keyFile }: CertificateFiles): CertificateFiles {
  // A function, as a dollar sign of an id means nothing here.
  const own = (path: string) => path.replaceAll(place, () => registrationId);
  return { certificateFile: own(certificateFile), keyFile: own(keyFile) };
}

async function ownProof(
  files: CertificateFiles,
  registrationId: string,
  secret: EnvironmentSecret,
): Promise<DeviceProof> {
  const own = await readWithKey(files, secret);
  return shown(own, files, { registrationId, only: onlyDeviceOf(own) ?? '' });
}

/** The service refuses a device by the certificate of another: better said before it is asked. */
function shown(
  read: CertificateWithKey,
  { certificateFile }: CertificateFiles,
  { registrationId, only }: { readonly registrationId: string; readonly only: string },
): DeviceProof {
  if (only.toLowerCase() === registrationId.toLowerCase()) return proofOf(read);
  throw new SimulatorError({ kind: 'otherCertificate', certificateFile, commonName: only, registrationId });
}

async function readWithKey(files: CertificateFiles, secret: EnvironmentSecret): Promise<CertificateWithKey> {
  const chain = readCertificates(await readScenarioFile(files.certificateFile));
  const pem = new Secret((await readScenarioFile(files.keyFile)).toString());
  const passphrase = secret.value && isLocked(pem) ? { passphrase: new Secret(secret.value) } : {};
  return explained(files, secret, async () => withPrivateKey(chain, { pem, ...passphrase }));
}

/** Does it, and says of which file it is why it cannot be done. */
async function explained<T>(
  files: CertificateFiles,
  { variable }: EnvironmentSecret,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof CertificateFileError)) throw error;
    const { reason: problem } = error;
    throw new SimulatorError({ kind: 'certificateFile', problem, variable, ...files }, { cause: error });
  }
}

function proofOf({ certificate, privateKey }: CertificateWithKey): DeviceProof {
  return { certificate, privateKey: privateKey.reveal() };
}
