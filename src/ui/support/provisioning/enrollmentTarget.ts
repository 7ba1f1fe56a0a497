import type { EnrollmentAddress } from '../../../domain/provisioning/enrollmentAddress.ts';
import type { ProvisioningService } from './provisioningService.ts';

/** An enrollment that a command is about: a node of the tree is one, and so is what a picker gives. */
export interface EnrollmentTarget {
  readonly service: ProvisioningService;
  readonly address: EnrollmentAddress;
}

export function isEnrollment(value: unknown): value is EnrollmentTarget {
  return typeof value === 'object' && value !== null && 'service' in value && 'address' in value;
}

/** A device that has registered. `groupId` is absent if its enrollment is its own. */
export interface RegistrationTarget {
  readonly service: ProvisioningService;
  readonly registrationId: string;
  readonly groupId?: string;
}

export function isRegistration(value: unknown): value is RegistrationTarget {
  return typeof value === 'object' && value !== null && 'service' in value && 'registrationId' in value;
}

/** The enrollment by which a device was registered. */
export function enrollmentOf({ service, registrationId, groupId }: RegistrationTarget): EnrollmentTarget {
  const address =
    groupId === undefined
      ? ({ kind: 'individual', id: registrationId } as const)
      : ({ kind: 'group', id: groupId } as const);
  return { service, address };
}
