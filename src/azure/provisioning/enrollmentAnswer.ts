import * as z from 'zod/mini';
import { type JsonObject, isJsonObject } from '../../domain/json.ts';
import { allocationPolicies } from '../../domain/provisioning/enrollment.ts';
import type { EnrollmentKind } from '../../domain/provisioning/enrollmentAddress.ts';
import { idMember, withoutKeys } from '../../domain/provisioning/enrollmentDocument.ts';
import type { CertificateRecord, EnrollmentRecord } from '../../domain/provisioning/enrollmentRecord.ts';
import { jsonObject, optionalText, present, readAnswer } from '../iotHub/wire.ts';
import { readRegistration } from './registrationAnswer.ts';

const enrollmentAnswer = z.object({
  etag: z.string(),
  provisioningStatus: z.optional(z.nullable(z.enum(['enabled', 'disabled']))),
  attestation: z.object({ type: z.enum(['symmetricKey', 'x509', 'tpm', 'none']) }),
  deviceId: optionalText,
  allocationPolicy: z.optional(z.nullable(z.enum(allocationPolicies))),
  iotHubs: z.optional(z.nullable(z.array(z.string()))),
  iotHubHostName: optionalText,
  reprovisionPolicy: z.optional(
    z.nullable(z.object({ updateHubAssignment: z.boolean(), migrateDeviceData: z.boolean() })),
  ),
  customAllocationDefinition: z.optional(z.nullable(z.object({ webhookUrl: z.string(), apiVersion: z.string() }))),
});

/** Reads an enrollment. @throws UnreadableAnswer */
export function readEnrollment(kind: EnrollmentKind, answer: unknown): EnrollmentRecord {
  const document = readAnswer(jsonObject, answer);
  const { etag, provisioningStatus, attestation, ...rest } = readAnswer(enrollmentAnswer, document);
  const { registrationState } = document;

  return {
    address: { kind, id: readAnswer(z.string(), document[idMember[kind]]) },
    etag,
    provisioningStatus: provisioningStatus ?? 'enabled',
    attestation: attestation.type,
    certificates: certificatesIn(document),
    ...present(rest),
    ...(isJsonObject(registrationState) ? { registration: readRegistration(registrationState) } : {}),
    document: withoutKeys(document),
  };
}

const certificateInfo = z.object({
  subjectName: z.string(),
  sha1Thumbprint: z.string(),
  sha256Thumbprint: z.string(),
  notAfterUtc: z.string(),
});

function certificatesIn({ attestation }: JsonObject): readonly CertificateRecord[] {
  const x509 = isJsonObject(attestation) ? attestation['x509'] : undefined;
  if (!isJsonObject(x509)) return [];

  return Object.entries(x509).flatMap(([use, pair]) =>
    Object.entries(isJsonObject(pair) ? pair : {}).flatMap(([place, certificate]) => {
      const info = z.safeParse(certificateInfo, isJsonObject(certificate) ? certificate['info'] : undefined);
      return info.success ? [{ path: ['attestation', 'x509', use, place], info: info.data }] : [];
    }),
  );
}
