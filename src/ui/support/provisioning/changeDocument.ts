import type { JsonObject } from '../../../domain/json.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import type { Services } from '../services.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';

/** Reads an enrollment, changes its document and replaces it, if nobody else did so in between. */
export async function changeDocument(
  { enrollmentDocuments }: { readonly enrollmentDocuments: Pick<Services['enrollmentDocuments'], 'accept'> },
  target: EnrollmentTarget,
  change: (document: JsonObject) => JsonObject,
  signal?: AbortSignal,
): Promise<EnrollmentRecord> {
  const { client } = await target.service.connect();
  const { document, etag } = await client.getEnrollment(target.address, signal);
  const changed = await client.replaceEnrollment(target.address, change(document), etag, signal);
  enrollmentDocuments.accept(target, changed.document);
  return changed;
}
