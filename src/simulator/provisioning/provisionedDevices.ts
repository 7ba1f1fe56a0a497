import { createHmac } from 'node:crypto';
import { checkSymmetricKey } from '../../domain/identityKeys.ts';
import type { SimulatedDevice } from '../../protocol/simulatorProcess.ts';
import type { Scenario } from '../readScenario.ts';
import { SimulatorError } from '../simulatorError.ts';

/** Devices that ask a provisioning service for their hub, each with its key. */
export function provisionedDevices(
  deviceIds: readonly string[],
  { hostName, idScope, enrollment }: NonNullable<Scenario['provisioning']>,
  key: string | undefined,
  variable: string,
): SimulatedDevice[] {
  if (!key) throw new SimulatorError({ kind: 'noEnrollmentKey', variable });
  if (checkSymmetricKey(key) !== undefined) throw new SimulatorError({ kind: 'badEnrollmentKey', variable });
  if (enrollment === 'individual' && deviceIds.length > 1) throw new SimulatorError({ kind: 'oneEnrollment' });

  return deviceIds.map(registrationId => {
    const symmetricKey = enrollment === 'group' ? derivedKey(key, registrationId) : key;
    return { deviceId: registrationId, provisioning: { hostName, idScope, registrationId, proof: { symmetricKey } } };
  });
}

/** Source: Device Provisioning Service, "Symmetric key attestation", "Group enrollments". */
function derivedKey(groupKey: string, registrationId: string): string {
  return createHmac('sha256', Buffer.from(groupKey, 'base64')).update(registrationId, 'utf8').digest('base64');
}
