import * as z from 'zod/mini';
import { HubFault, type FaultName } from './hubFault.ts';
import { addressOf, identityName } from './identityName.ts';
import { parseIdentityRequest } from './identityRequest.ts';
import type { IotHub } from './iotHub.ts';

/** The most devices of one bulk request: IoT Hub, "Bulk registry operations". */
const bulkLimit = 100;

const bulkItem = z.looseObject({
  id: z.string(),
  moduleId: z.optional(z.nullable(z.string())),
  importMode: z.string(),
  eTag: z.optional(z.nullable(z.string())),
  twinETag: z.optional(z.nullable(z.string())),
});

type BulkItem = z.infer<typeof bulkItem>;

export interface BulkError {
  readonly deviceId: string;
  readonly moduleId?: string;
  readonly errorCode: string;
  readonly errorStatus: string;
}

/** A device that was created, but without the twin that the request gave it. */
export interface BulkWarning {
  readonly deviceId: string;
  readonly moduleId?: string;
  readonly warningCode: 'DeviceRegisteredWithoutTwin';
  readonly warningStatus: string;
}

export interface BulkResult {
  readonly isSuccessful: boolean;
  readonly errors: readonly BulkError[];
  readonly warnings: readonly BulkWarning[];
}

type Registered = Pick<IotHub, 'registry' | 'twins'>;

/**
 * Does what each item of a `POST /devices` body asks; one that fails does not stop the others. Items that create carry
 * the tags and desired properties of the twin too; those that update a twin replace the sections that they carry.
 * @throws HubFault ArgumentInvalid if the body is not 1 to 100 items, DeviceDefinedMultipleTimes (400011).
 */
export function runBulk(hub: Registered, body: unknown): BulkResult {
  const warnings: BulkWarning[] = [];
  const errors = parseItems(body).flatMap(item => failureOf(item, () => void warnings.push(...runItem(hub, item))));
  return { isSuccessful: errors.length === 0, errors, warnings };
}

/** How many devices a body names, for the throttle. */
export function bulkSize(body: unknown): number {
  return Array.isArray(body) ? body.length : 1;
}

function parseItems(body: unknown): readonly BulkItem[] {
  const parsed = z.safeParse(z.array(bulkItem), body);
  if (!parsed.success || parsed.data.length === 0 || parsed.data.length > bulkLimit) {
    throw new HubFault(
      'ArgumentInvalid',
      `The body is not a list of 1 to ${bulkLimit} devices with id and importMode.`,
    );
  }

  const ids = new Set(parsed.data.map(nameOf));
  if (ids.size < parsed.data.length) {
    throw new HubFault('DeviceDefinedMultipleTimes', 'A device stands in the list more than once.');
  }
  return parsed.data;
}

function runItem({ registry, twins }: Registered, item: BulkItem): readonly BulkWarning[] {
  const ifMatch = item.eTag ?? '*';
  const request = () => parseIdentityRequest({ ...item, deviceId: item.id });
  switch (item.importMode.toLowerCase()) {
    case 'create':
      registry.create(request());
      return writeFirstTwin(twins, item);
    case 'update':
      registry.update(request(), '*');
      return [];
    case 'updateifmatchetag':
      registry.update(request(), ifMatch);
      return [];
    case 'delete':
      registry.delete(nameOf(item), '*');
      return [];
    case 'deleteifmatchetag':
      registry.delete(nameOf(item), ifMatch);
      return [];
    case 'updatetwin':
      twins.replace(nameOf(item), item, '*');
      return [];
    case 'updatetwinifmatchetag':
      twins.replace(nameOf(item), item, item.twinETag ?? '*');
      return [];
    default:
      throw new HubFault('ArgumentInvalid', `The import mode "${item.importMode}" is not one of a bulk request.`);
  }
}

/** A device whose twin breaks a rule is registered all the same, without it. */
function writeFirstTwin(twins: Registered['twins'], item: BulkItem): readonly BulkWarning[] {
  if (!item['tags'] && !item['properties']) return [];
  try {
    twins.replace(nameOf(item), item, '*');
    return [];
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    const warning = { warningCode: 'DeviceRegisteredWithoutTwin', warningStatus: error.message } as const;
    return [{ ...addressOf(nameOf(item)), ...warning }];
  }
}

function failureOf(item: BulkItem, run: () => void): readonly BulkError[] {
  try {
    run();
    return [];
  } catch (error) {
    if (!(error instanceof HubFault)) throw error;
    const errorCode: FaultName = error.fault;
    return [{ ...addressOf(nameOf(item)), errorCode, errorStatus: error.message }];
  }
}

function nameOf({ id, moduleId }: BulkItem): string {
  return identityName({ deviceId: id, ...(moduleId ? { moduleId } : {}) });
}
