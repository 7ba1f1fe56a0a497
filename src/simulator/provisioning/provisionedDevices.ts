import { mapConcurrently } from '../../domain/mapConcurrently.ts';
import type { SimulatedDevice } from '../../protocol/simulatorProcess.ts';
import type { Scenario } from '../readScenario.ts';
import { certificateProofs } from './certificateProofs.ts';
import type { ProofOf } from './deviceProof.ts';
import { keyProofs } from './keyProofs.ts';

/** Certificates that are read or made at the same time. */
const provedAtOnce = 8;

/** What the environment says, and where. */
export interface EnvironmentSecret {
  readonly variable: string;
  /** Absent if the variable is not set. */
  readonly value: string | undefined;
}

/**
 * Devices that ask a provisioning service for their hub, each with its key or its certificate.
 * @param secret the key of the enrollment or, for certificates, what unlocks their key file.
 * @throws SimulatorError
 */
export async function provisionedDevices(
  deviceIds: readonly string[],
  { hostName, idScope, enrollment, x509 }: NonNullable<Scenario['provisioning']>,
  secret: EnvironmentSecret,
): Promise<readonly SimulatedDevice[]> {
  const proofOf: ProofOf = x509 ? await certificateProofs(x509, secret) : keyProofs(enrollment, deviceIds, secret);

  return mapConcurrently(deviceIds, provedAtOnce, async registrationId => {
    const proof = await proofOf(registrationId);
    return { deviceId: registrationId, provisioning: { hostName, idScope, registrationId, proof } };
  });
}
