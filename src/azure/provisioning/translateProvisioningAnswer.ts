import type { HubError, HubErrorReason } from '../../domain/hubError.ts';
import { type ServiceFault, readServiceFault } from '../iotHub/serviceFault.ts';
import type { Subject } from '../iotHub/subject.ts';
import { type FailedAnswer, errorOf, translateFault } from '../iotHub/translateAnswer.ts';

/** The failure that an answer of a provisioning service tells of. The HTTP status decides. */
export function translateProvisioningAnswer(answer: FailedAnswer, subject: Subject): HubError {
  return translateProvisioningFault(answer, readServiceFault(answer.body), subject);
}

/** As {@link translateProvisioningAnswer}, for a fault that was read already. */
export function translateProvisioningFault(answer: FailedAnswer, fault: ServiceFault, subject: Subject): HubError {
  const reason = reasonOf(answer.httpStatus, fault, subject);
  return reason ? errorOf(reason, answer, fault) : translateFault(answer, fault, { hub: subject.hub });
}

function reasonOf(httpStatus: number, fault: ServiceFault, subject: Subject): HubErrorReason | undefined {
  const { hub, enrollment = '', registrationId } = subject;
  const said = `${fault.errorName ?? ''} ${fault.message ?? ''}`;

  switch (httpStatus) {
    case 403:
      return /TooManyEnrollments|quota/i.test(said) ? { kind: 'tooManyEnrollments', hub } : undefined;
    case 404:
      return registrationId === undefined
        ? { kind: 'enrollmentNotFound', enrollment }
        : { kind: 'registrationNotFound', registrationId };
    case 409:
      return { kind: 'enrollmentExists', enrollment };
    case 412:
      return { kind: 'enrollmentChanged', enrollment };
    default:
      return undefined;
  }
}
