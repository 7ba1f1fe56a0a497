import type { JsonObject } from '../../domain/json.ts';
import type { OperationTable } from '../store/operationTable.ts';
import type { EnrollmentKind } from '../store/enrollmentTable.ts';
import type { RegistrationRow, RegistrationTable } from '../store/registrationTable.ts';
import { checkIfMatch } from './enrollments.ts';
import { ProvisioningFault } from './provisioningFault.ts';
import { registrationDocument } from './registrationDocument.ts';

export interface RegistrationsOptions {
  readonly table: RegistrationTable;
  readonly operations: OperationTable;
  /** The host name of a hub by its name. */
  readonly hostNameOf: (hubName: string) => string;
}

/** What became of the devices that asked a provisioning service. */
export class Registrations {
  readonly #options: RegistrationsOptions;

  constructor(options: RegistrationsOptions) {
    this.#options = options;
  }

  find(id: string): RegistrationRow | undefined {
    return this.#options.table.get(id);
  }

  /** @throws ProvisioningFault DeviceRegistrationNotFound */
  get(id: string): RegistrationRow {
    const row = this.find(id);
    if (row) return row;

    throw new ProvisioningFault('DeviceRegistrationNotFound', `There is no registration "${id}".`);
  }

  /** At most `limit` of an enrollment that come after `id`; `''` for the first. */
  after(kind: EnrollmentKind, enrollmentId: string, id: string, limit: number): readonly RegistrationRow[] {
    return this.#options.table.after(kind, enrollmentId, id, limit);
  }

  document(row: RegistrationRow): JsonObject {
    const { operations, hostNameOf } = this.#options;
    return registrationDocument(row, { assigning: operations.ofRegistration(row.id) !== undefined, hostNameOf });
  }

  put(row: RegistrationRow): void {
    this.#options.table.put(row);
  }

  /** Forgets the registration. Its device stays on its hub. @throws ProvisioningFault */
  delete(id: string, ifMatch: string | undefined): void {
    checkIfMatch(ifMatch, this.get(id));
    this.forget(id);
  }

  /** As {@link Registrations.delete}, if it is there. */
  forget(id: string): void {
    this.#options.table.delete(id);
  }
}
