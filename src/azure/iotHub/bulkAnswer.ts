import * as z from 'zod/mini';
import type { HubError } from '../../domain/hubError.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { ServiceFault } from './serviceFault.ts';
import { translateFault } from './translateAnswer.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';
import { optionalText, present } from './wire.ts';

const named = { deviceId: z.string(), moduleId: optionalText };

const bulkAnswer = z.object({
  errors: z.array(
    z.object({
      ...named,
      errorCode: z.optional(z.nullable(z.union([z.string(), z.number()]))),
      errorStatus: optionalText,
    }),
  ),
  warnings: z.optional(z.nullable(z.array(z.object({ ...named, warningStatus: optionalText })))),
});

type BulkAnswer = z.infer<typeof bulkAnswer>;

/** What a bulk request did not do with a device or module. */
export interface BulkFault extends IdentityAddress {
  readonly error: HubError;
}

/** The service answers with 400, which azure-iothub throws, if one device of the request failed. */
export async function answerOf(request: Promise<unknown>): Promise<BulkAnswer> {
  try {
    const { data } = z.safeParse(bulkAnswer, await request);
    if (data) return data;
  } catch (error) {
    const refused = z.safeParse(z.object({ responseBody: z.string() }), error);
    const read = refused.data && readJson(refused.data.responseBody);
    if (read) return read;
    throw error;
  }
  throw new UnreadableAnswer('The answer is none of a bulk request.');
}

function readJson(text: string): BulkAnswer | undefined {
  try {
    return z.safeParse(bulkAnswer, JSON.parse(text)).data;
  } catch {
    // Not JSON, and so not the service's list of errors: the status of the answer says what happened.
    return undefined;
  }
}

export function failuresOf({ errors }: BulkAnswer, hub: string): readonly BulkFault[] {
  return errors.map(({ deviceId, moduleId, errorCode, errorStatus }) => {
    const fault = {
      ...(typeof errorCode === 'number' ? { errorCode } : {}),
      ...(typeof errorCode === 'string' ? { errorName: errorCode } : {}),
      ...(errorStatus ? { message: errorStatus } : {}),
    };
    return faultOf({ deviceId, ...present({ moduleId }) }, fault, hub);
  });
}

/** Devices that the service registered, but without the twin that the request gave them. */
export function warningsOf({ warnings }: BulkAnswer, hub: string): readonly BulkFault[] {
  return (warnings ?? []).map(({ deviceId, moduleId, warningStatus }) => {
    const message = `The device was created, but without its tags and properties. ${warningStatus ?? ''}`.trim();
    return faultOf({ deviceId, ...present({ moduleId }) }, { message }, hub);
  });
}

function faultOf(address: IdentityAddress, fault: ServiceFault, hub: string): BulkFault {
  return { ...address, error: translateFault({ httpStatus: 400, body: '' }, fault, { hub, ...address }) };
}
