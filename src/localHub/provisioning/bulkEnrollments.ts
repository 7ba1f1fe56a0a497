import * as z from 'zod/mini';
import type { EnrollmentKind } from '../store/enrollmentTable.ts';
import { parseEnrollmentRequest } from './enrollmentRequest.ts';
import type { Enrollments } from './enrollments.ts';
import { ProvisioningFault } from './provisioningFault.ts';

/** The most enrollments of one bulk request: IoT DPS REST API, "Run Bulk Operation". */
const most = 10;

const bulkRequest = z.object({
  mode: z.enum(['create', 'update', 'updateIfMatchETag', 'delete']),
  enrollments: z.optional(z.array(z.unknown())),
  enrollmentGroups: z.optional(z.array(z.unknown())),
});

type Mode = z.infer<typeof bulkRequest>['mode'];

const identified = z.object({
  registrationId: z.optional(z.nullable(z.string())),
  enrollmentGroupId: z.optional(z.nullable(z.string())),
  etag: z.optional(z.nullable(z.string())),
});

export interface BulkEnrollmentResult {
  readonly isSuccessful: boolean;
  readonly errors: readonly BulkEnrollmentError[];
}

interface BulkEnrollmentError {
  readonly registrationId?: string;
  readonly enrollmentGroupId?: string;
  readonly errorCode: number;
  readonly errorStatus: string;
}

/**
 * Does each part of `{mode, enrollments}` by itself: one that is refused does not hinder the others.
 * @throws ProvisioningFault ArgumentInvalid, TooManyEnrollments
 */
export function runBulkEnrollments(
  enrollments: Enrollments,
  kind: EnrollmentKind,
  body: unknown,
): BulkEnrollmentResult {
  const request = z.safeParse(bulkRequest, body);
  const list = request.data?.[kind === 'individual' ? 'enrollments' : 'enrollmentGroups'];
  if (!request.success || !list) throw new ProvisioningFault('ArgumentInvalid', 'The body is no bulk operation.');
  if (list.length > most) {
    throw new ProvisioningFault('TooManyEnrollments', `A bulk operation may have ${most} enrollments.`);
  }

  const errors = list.flatMap(each => attempt(enrollments, kind, request.data.mode, each) ?? []);
  return { isSuccessful: errors.length === 0, errors };
}

function attempt(
  enrollments: Enrollments,
  kind: EnrollmentKind,
  mode: Mode,
  value: unknown,
): BulkEnrollmentError | undefined {
  const { registrationId, enrollmentGroupId, etag } = z.safeParse(identified, value).data ?? {};
  const id = (kind === 'individual' ? registrationId : enrollmentGroupId) ?? '';
  try {
    runOne(enrollments, kind, mode, value, { id, etag: etag ?? undefined });
    return undefined;
  } catch (error) {
    if (!(error instanceof ProvisioningFault)) throw error;
    const named = kind === 'individual' ? { registrationId: id } : { enrollmentGroupId: id };
    return { ...named, errorCode: error.errorCode, errorStatus: error.message };
  }
}

function runOne(
  enrollments: Enrollments,
  kind: EnrollmentKind,
  mode: Mode,
  value: unknown,
  { id, etag }: { readonly id: string; readonly etag: string | undefined },
): void {
  switch (mode) {
    case 'create':
      enrollments.create(parseEnrollmentRequest(kind, value));
      break;
    case 'update':
      enrollments.update(parseEnrollmentRequest(kind, value), undefined);
      break;
    case 'updateIfMatchETag':
      enrollments.update(parseEnrollmentRequest(kind, value), etag ?? '');
      break;
    case 'delete':
      enrollments.delete(kind, id, etag);
      break;
  }
}
