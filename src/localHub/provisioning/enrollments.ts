import { randomInt } from 'node:crypto';
import { candidateHubs, type AllocationProblem } from '../../domain/provisioning/candidateHubs.ts';
import { etagMatches } from '../iotHub/etag.ts';
import type { EnrollmentKind, EnrollmentTable } from '../store/enrollmentTable.ts';
import { storedAttestation } from './attestationRequest.ts';
import { enrollmentEtag } from './enrollmentDocument.ts';
import type { EnrollmentRequest } from './enrollmentRequest.ts';
import type { LinkedHubs } from './linkedHubs.ts';
import { hubNotLinked, ProvisioningFault } from './provisioningFault.ts';
import { fromRow, type StoredEnrollment, toRow } from './storedEnrollment.ts';

export interface EnrollmentsOptions {
  readonly table: EnrollmentTable;
  readonly linkedHubs: LinkedHubs;
  /** True for a name of an authority that enrollments may refer to. */
  readonly isAuthority: (name: string) => boolean;
  readonly now: () => number;
  /** Told of an enrollment that was deleted. */
  readonly deleted: (enrollment: StoredEnrollment) => void;
}

/** The enrollments of a provisioning service: of single devices, and of groups. */
export class Enrollments {
  readonly #options: EnrollmentsOptions;

  constructor(options: EnrollmentsOptions) {
    this.#options = options;
  }

  find(kind: EnrollmentKind, id: string): StoredEnrollment | undefined {
    const row = this.#options.table.get(kind, id);
    return row && fromRow(row);
  }

  /** @throws ProvisioningFault EnrollmentNotFound, EnrollmentGroupNotFound */
  get(kind: EnrollmentKind, id: string): StoredEnrollment {
    const enrollment = this.find(kind, id);
    if (enrollment) return enrollment;

    throw kind === 'individual'
      ? new ProvisioningFault('EnrollmentNotFound', `There is no enrollment "${id}".`)
      : new ProvisioningFault('EnrollmentGroupNotFound', `There is no enrollment group "${id}".`);
  }

  /** At most `limit` that come after `id`; `''` for the first. */
  after(kind: EnrollmentKind, id: string, limit: number): readonly StoredEnrollment[] {
    return this.#options.table.after(kind, id, limit).map(fromRow);
  }

  /** All groups, in stretches that are read as they are wanted. */
  *groups(): Generator<StoredEnrollment> {
    let stretch = this.after('group', '', 100);
    while (stretch.length > 0) {
      yield* stretch;
      stretch = this.after('group', stretch.at(-1)?.id ?? '', 100);
    }
  }

  /** @throws ProvisioningFault EnrollmentConflict (409), ArgumentInvalid, LinkedHubNotFound */
  create(request: EnrollmentRequest): StoredEnrollment {
    const { kind, id } = request;
    if (this.find(kind, id)) {
      const what = kind === 'individual' ? 'enrollment' : 'enrollment group';
      throw new ProvisioningFault(
        'EnrollmentConflict',
        `The ${what} "${id}" already exists. Send its etag to change it.`,
      );
    }
    return this.#put(request, undefined);
  }

  /** @throws ProvisioningFault EnrollmentNotFound, PreconditionFailed (412), ArgumentInvalid, LinkedHubNotFound */
  update(request: EnrollmentRequest, ifMatch: string | undefined): StoredEnrollment {
    const old = this.get(request.kind, request.id);
    checkIfMatch(ifMatch, old);
    return this.#put(request, old);
  }

  /** @throws ProvisioningFault EnrollmentNotFound, PreconditionFailed (412) */
  delete(kind: EnrollmentKind, id: string, ifMatch: string | undefined): void {
    const old = this.get(kind, id);
    checkIfMatch(ifMatch, old);
    this.#options.table.delete(kind, id);
    this.#options.deleted(old);
  }

  #put({ kind, id, attestation, settings }: EnrollmentRequest, old: StoredEnrollment | undefined): StoredEnrollment {
    const { table, linkedHubs, isAuthority, now } = this.#options;
    const candidates = candidateHubs(settings, linkedHubs.allocation);
    // That no hub is linked is no fault of the enrollment, and may change.
    if ('kind' in candidates && candidates.kind !== 'noHub') throw allocationFault(candidates);

    const enrollment: StoredEnrollment = {
      kind,
      id: old?.id ?? id,
      etag: old ? old.etag + 1 : randomInt(1, 2 ** 31),
      createdMs: old?.createdMs ?? now(),
      updatedMs: now(),
      attestation: storedAttestation(attestation, { kind, old: old?.attestation, isAuthority }),
      settings,
    };
    table.put(toRow(enrollment));
    return enrollment;
  }
}

/** @throws ProvisioningFault PreconditionFailed (412) */
export function checkIfMatch(ifMatch: string | undefined, stored: { readonly etag: number }): void {
  if (etagMatches(ifMatch, enrollmentEtag(stored))) return;

  throw new ProvisioningFault('PreconditionFailed', 'Precondition failed: the etag does not match.');
}

/** Why an enrollment's devices can get no hub, in the service's words. */
export function allocationFault(problem: AllocationProblem): ProvisioningFault {
  switch (problem.kind) {
    case 'notLinked':
      return hubNotLinked(problem.hostName);
    case 'noHub':
      return new ProvisioningFault(
        'LinkedHubNotFound',
        'No hub is linked to this service that takes part in allocation.',
      );
    case 'notOneHub':
      return new ProvisioningFault(
        'ArgumentInvalid',
        `The allocation policy "static" needs one hub in "iotHubs", and there are ${problem.count}.`,
      );
    case 'noWebhook':
      return new ProvisioningFault(
        'ArgumentInvalid',
        'The allocation policy "custom" needs a "customAllocationDefinition".',
      );
  }
}
