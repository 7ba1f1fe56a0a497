import type { RegistrationState } from '../../../domain/provisioning/enrollment.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';

const pageSize = 100;

/** A move is of no more devices than this. */
export const mostMoved = 10_000;

/** The devices of an enrollment that have asked, page by page. */
async function* allRegistrations(
  { service, address }: EnrollmentTarget,
  signal?: AbortSignal,
): AsyncGenerator<readonly RegistrationState[]> {
  const { client } = await service.connect();
  if (address.kind === 'individual') {
    const { registration } = await client.getEnrollment(address, signal);
    if (registration) yield [registration];
    return;
  }

  let after: string | undefined;
  do {
    const page = await client.listRegistrations(
      address.id,
      { pageSize, ...(after === undefined ? {} : { after }) },
      signal,
    );
    yield page.items;
    after = page.next;
  } while (after !== undefined);
}

/** The first of the devices of an enrollment that have asked, up to `most`. */
export async function firstRegistrations(
  target: EnrollmentTarget,
  most: number,
  signal?: AbortSignal,
): Promise<readonly RegistrationState[]> {
  const found: RegistrationState[] = [];
  for await (const page of allRegistrations(target, signal)) {
    found.push(...page);
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}
