import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { CertificateWithKey } from '../../../certificates/privateKeyFile.ts';
import { Secret } from '../../../domain/secret.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';
import type { ProvisioningService } from './provisioningService.ts';

const kept = z.object({ certificate: z.string(), privateKey: z.string() });

/**
 * What simulated devices of enrollments with certificates show: that of a device or, for a group, that of the authority
 * that signs one for each device. What was made here is in SecretStorage; what was read from files is nowhere but in
 * memory, until the window closes.
 */
export class EnrollmentCertificates {
  readonly #read = new Map<string, CertificateWithKey>();

  constructor(private readonly secrets: Pick<vscode.SecretStorage, 'keys' | 'get' | 'store' | 'delete'>) {}

  async get(target: EnrollmentTarget): Promise<CertificateWithKey | undefined> {
    const key = keyOf(target);
    const read = this.#read.get(key);
    if (read) return read;

    const text = await this.secrets.get(key);
    if (text === undefined) return undefined;
    const { certificate, privateKey } = kept.parse(JSON.parse(text));
    return { certificate, privateKey: new Secret(privateKey) };
  }

  /** Remembers what was read from files. */
  use(target: EnrollmentTarget, read: CertificateWithKey): void {
    this.#read.set(keyOf(target), read);
  }

  /** Keeps what was made here. */
  async keep(target: EnrollmentTarget, { certificate, privateKey }: CertificateWithKey): Promise<void> {
    this.#read.delete(keyOf(target));
    await this.secrets.store(keyOf(target), JSON.stringify({ certificate, privateKey: privateKey.reveal() }));
  }

  /** The enrollment is gone. */
  async forget(target: EnrollmentTarget): Promise<void> {
    this.#read.delete(keyOf(target));
    await this.secrets.delete(keyOf(target));
  }

  /** The service is gone, with all its enrollments. */
  async forgetAll(service: ProvisioningService): Promise<void> {
    const prefix = prefixOf(service);
    for (const key of this.#read.keys()) if (key.startsWith(prefix)) this.#read.delete(key);
    for (const key of await this.secrets.keys()) if (key.startsWith(prefix)) await this.secrets.delete(key);
  }
}

function keyOf({ service, address }: EnrollmentTarget): string {
  return `${prefixOf(service)}${address.kind}/${address.id}`;
}

function prefixOf({ id }: ProvisioningService): string {
  return `iotHub.enrollmentCertificate/${id}/`;
}
