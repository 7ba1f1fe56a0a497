import * as z from 'zod/mini';
import {
  type RegistrationState,
  registrationStatuses,
  registrationSubstatuses,
} from '../../domain/provisioning/enrollment.ts';
import { optionalText, present, readAnswer } from '../iotHub/wire.ts';

const registrationAnswer = z.object({
  registrationId: z.string(),
  status: z.enum(registrationStatuses),
  substatus: z.optional(z.nullable(z.enum(registrationSubstatuses))),
  assignedHub: optionalText,
  deviceId: optionalText,
  errorCode: z.optional(z.nullable(z.number())),
  errorMessage: optionalText,
  createdDateTimeUtc: optionalText,
  lastUpdatedDateTimeUtc: optionalText,
  etag: optionalText,
});

/** Reads a `DeviceRegistrationState`. @throws UnreadableAnswer */
export function readRegistration(answer: unknown): RegistrationState {
  const { registrationId, status, ...rest } = readAnswer(registrationAnswer, answer);
  return { registrationId, status, ...present(rest) };
}
