import { createHmac } from 'node:crypto';
import { checkSymmetricKey } from '../../domain/identityKeys.ts';
import type { Scenario } from '../readScenario.ts';
import { SimulatorError } from '../simulatorError.ts';
import type { ProofOf } from './deviceProof.ts';
import type { EnvironmentSecret } from './provisionedDevices.ts';

/** Keys of devices by that of their enrollment. @throws SimulatorError */
export function keyProofs(
  enrollment: NonNullable<Scenario['provisioning']>['enrollment'],
  deviceIds: readonly string[],
  { variable, value: key }: EnvironmentSecret,
): ProofOf {
  if (!key) throw new SimulatorError({ kind: 'noEnrollmentKey', variable });
  if (checkSymmetricKey(key) !== undefined) throw new SimulatorError({ kind: 'badEnrollmentKey', variable });
  if (enrollment === 'individual' && deviceIds.length > 1) throw new SimulatorError({ kind: 'oneEnrollment' });

  return async registrationId => ({
    symmetricKey: enrollment === 'group' ? derivedKey(key, registrationId) : key,
  });
}

/** Source: Device Provisioning Service, "Symmetric key attestation", "Group enrollments". */
function derivedKey(groupKey: string, registrationId: string): string {
  return createHmac('sha256', Buffer.from(groupKey, 'base64')).update(registrationId, 'utf8').digest('base64');
}
