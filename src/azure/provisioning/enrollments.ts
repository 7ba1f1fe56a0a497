import type { EnrollmentGroup, IndividualEnrollment } from 'azure-iot-provisioning-service/dist/interfaces.js';
import * as z from 'zod/mini';
import { HubError } from '../../domain/hubError.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { SymmetricKeys } from '../../domain/provisioning/enrollment.ts';
import type { EnrollmentAddress, EnrollmentKind } from '../../domain/provisioning/enrollmentAddress.ts';
import { idMember, lacksKeys, sentContent } from '../../domain/provisioning/enrollmentDocument.ts';
import type { EnrollmentRecord } from '../../domain/provisioning/enrollmentRecord.ts';
import { Secret } from '../../domain/secret.ts';
import { unlessDone } from '../iotHub/unlessDone.ts';
import { readAnswer } from '../iotHub/wire.ts';
import { readEnrollment } from './enrollmentAnswer.ts';
import type { ProvisioningCalls } from './provisioningCalls.ts';
import { readPage } from './queryPage.ts';
import type { ProvisioningSdk } from './sdk.ts';
import { translateProvisioningFault } from './translateProvisioningAnswer.ts';

export async function listEnrollments(
  calls: ProvisioningCalls,
  kind: EnrollmentKind,
  page: PageRequest,
  signal?: AbortSignal,
): Promise<Page<EnrollmentRecord>> {
  const all = { query: 'SELECT * FROM enrollments' };
  return calls.run({
    subject: {},
    signal,
    send: ({ client }) =>
      readPage(
        kind === 'group'
          ? client.createEnrollmentGroupQuery(all, page.pageSize)
          : client.createIndividualEnrollmentQuery(all, page.pageSize),
        page.after,
        row => readEnrollment(kind, row),
      ),
  });
}

export async function getEnrollment(
  calls: ProvisioningCalls,
  address: EnrollmentAddress,
  signal?: AbortSignal,
): Promise<EnrollmentRecord> {
  return calls.run({ subject: subjectOf(address), signal, send: sdk => read(sdk, address) });
}

export async function createEnrollment(
  calls: ProvisioningCalls,
  address: EnrollmentAddress,
  document: JsonObject,
  signal?: AbortSignal,
): Promise<EnrollmentRecord> {
  const body = { ...sentContent(document), [idMember[address.kind]]: address.id };
  const create = address.kind === 'individual' ? createIndividual : createGroup;

  return calls.run({
    subject: subjectOf(address),
    signal,
    send: (sdk, { mayRepeat }) => create(sdk, body, address, { mayRepeat, hub: calls.hub }),
  });
}

export async function replaceEnrollment(
  calls: ProvisioningCalls,
  address: EnrollmentAddress,
  document: JsonObject,
  { etag, signal }: { readonly etag: string; readonly signal?: AbortSignal | undefined },
): Promise<EnrollmentRecord> {
  const keys = lacksKeys(document) ? await findKeys(calls, address, signal) : undefined;
  const content = sentContent(document);
  const body = { ...(keys ? withKeys(content, keys) : content), etag, [idMember[address.kind]]: address.id };
  return calls.run({ subject: subjectOf(address), signal, send: sdk => put(sdk, address.kind, body) });
}

export async function deleteEnrollment(
  calls: ProvisioningCalls,
  { kind, id }: EnrollmentAddress,
  signal?: AbortSignal,
): Promise<void> {
  await calls.run({
    subject: { enrollment: id },
    signal,
    async send({ client }, { mayRepeat }) {
      const deleted = kind === 'group' ? client.deleteEnrollmentGroup(id) : client.deleteIndividualEnrollment(id);
      await unlessDone(deleted, mayRepeat && 404);
    },
  });
}

/** @throws HubError `noKeys` */
export async function enrollmentKeys(
  calls: ProvisioningCalls,
  address: EnrollmentAddress,
  signal?: AbortSignal,
): Promise<SymmetricKeys> {
  const keys = await findKeys(calls, address, signal);
  if (!keys) throw new HubError({ kind: 'noKeys', deviceId: address.id });
  return keys;
}

const keysAnswer = z.object({ symmetricKey: z.object({ primaryKey: z.string(), secondaryKey: z.string() }) });

async function findKeys(
  calls: ProvisioningCalls,
  address: EnrollmentAddress,
  signal?: AbortSignal,
): Promise<SymmetricKeys | undefined> {
  const { kind, id } = address;
  return calls.run({
    subject: subjectOf(address),
    signal,
    async send({ client }) {
      const asked =
        kind === 'group'
          ? client.getEnrollmentGroupAttestationMechanism(id)
          : client.getIndividualEnrollmentAttestationMechanism(id);
      const { data } = z.safeParse(keysAnswer, (await asked).responseBody);
      if (!data) return undefined;
      const { primaryKey, secondaryKey } = data.symmetricKey;
      return { primaryKey: new Secret(primaryKey), secondaryKey: new Secret(secondaryKey) };
    },
  });
}

function withKeys(document: JsonObject, { primaryKey, secondaryKey }: SymmetricKeys): JsonObject {
  const symmetricKey = { primaryKey: primaryKey.reveal(), secondaryKey: secondaryKey.reveal() };
  return { ...document, attestation: { type: 'symmetricKey', symmetricKey } };
}

interface Creation {
  readonly mayRepeat: boolean;
  readonly hub: string;
}

const bulkAnswer = z.object({
  errors: z.optional(
    z.nullable(
      z.array(
        z.object({
          errorCode: z.optional(z.nullable(z.number())),
          errorStatus: z.optional(z.nullable(z.string())),
        }),
      ),
    ),
  ),
});

/** A PUT would replace an enrollment that is there; a bulk creation of one refuses. */
async function createIndividual(
  sdk: ProvisioningSdk,
  body: JsonObject,
  address: EnrollmentAddress,
  { mayRepeat, hub }: Creation,
): Promise<EnrollmentRecord> {
  const enrollments = [body as unknown as IndividualEnrollment];
  const { errors } = readAnswer(bulkAnswer, await sdk.runBulk({ mode: 'create', enrollments }));
  const [error] = errors ?? [];
  const errorCode = error?.errorCode ?? undefined;
  const exists = errorCode !== undefined && Math.floor(errorCode / 1000) === 409;
  if (!error || (mayRepeat && exists)) return read(sdk, address);

  const fault = {
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(error.errorStatus ? { message: error.errorStatus } : {}),
  };
  const httpStatus = errorCode === undefined ? 400 : Math.floor(errorCode / 1000);
  throw translateProvisioningFault({ httpStatus, body: '' }, fault, { hub, enrollment: address.id });
}

/** There is no creation of groups that refuses: whether it is there is asked first. */
async function createGroup(
  sdk: ProvisioningSdk,
  body: JsonObject,
  address: EnrollmentAddress,
  { mayRepeat }: Creation,
): Promise<EnrollmentRecord> {
  const there = await unlessDone(sdk.client.getEnrollmentGroup(address.id), 404);
  if (there && !mayRepeat) throw new HubError({ kind: 'enrollmentExists', enrollment: address.id });

  return put(sdk, address.kind, body);
}

async function put({ client }: ProvisioningSdk, kind: EnrollmentKind, body: JsonObject): Promise<EnrollmentRecord> {
  // The package's types demand what the service writes, and metadata in an initial twin, which it refuses.
  const { responseBody } =
    kind === 'group'
      ? await client.createOrUpdateEnrollmentGroup(body as unknown as EnrollmentGroup)
      : await client.createOrUpdateIndividualEnrollment(body as unknown as IndividualEnrollment);
  return readEnrollment(kind, responseBody);
}

async function read({ client }: ProvisioningSdk, { kind, id }: EnrollmentAddress): Promise<EnrollmentRecord> {
  const { responseBody } =
    kind === 'group' ? await client.getEnrollmentGroup(id) : await client.getIndividualEnrollment(id);
  return readEnrollment(kind, responseBody);
}

function subjectOf({ id }: EnrollmentAddress): { readonly enrollment: string } {
  return { enrollment: id };
}
