import { createHash, X509Certificate } from 'node:crypto';
import * as z from 'zod/mini';
import { CertificateError } from '../iotHub/caCertificates.ts';
import type { ServiceResponse } from '../protocols/https/router.ts';
import type { CertificateRecord } from '../store/certificateTable.ts';
import { devicesVersions } from './apiVersions.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, type ArmRoute, bodyOf, checkIfMatch, etagOf, named, routesOf } from './armRequest.ts';
import { hubId } from './hubDocument.ts';
import { hubOf, hubPath } from './hubs.ts';
import { hubType } from './resourceIds.ts';

const path = `${hubPath}/certificates`;
const one = `${path}/:certificate`;

/** The authorities of a hub's devices, and the proof that their keys are the owner's. */
export const certificateRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'GET', path, answer: list },
  { method: 'GET', path: one, answer: refusing(get) },
  { method: 'PUT', path: one, answer: refusing(put) },
  { method: 'DELETE', path: one, answer: refusing(remove) },
  { method: 'POST', path: `${one}/generateVerificationCode`, answer: refusing(generateCode) },
  { method: 'POST', path: `${one}/verify`, answer: refusing(verify) },
]);

/** What the hub will not take, as the resource manager says it. */
function refusing(answer: (request: ArmRequest) => ServiceResponse): (request: ArmRequest) => Promise<ServiceResponse> {
  return async request => {
    try {
      const response = answer(request);
      await hubOf(request).hub.store.committed();
      return response;
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      throw error.reason.kind === 'notFound'
        ? new ArmFault(404, 'NotFound', error.message)
        : new ArmFault(400, 'BadRequest', error.message);
    }
  };
}

function list(request: ArmRequest): ServiceResponse {
  return {
    body: {
      value: certificatesOf(request)
        .list()
        .map(record => show(request, record)),
    },
  };
}

function get(request: ArmRequest): ServiceResponse {
  return { body: show(request, recordOf(request)) };
}

const uploadBody = z.object({
  properties: z.object({ certificate: z.string(), isVerified: z.optional(z.nullable(z.boolean())) }),
});

/** Without `If-Match` it creates, with it it updates. */
function put(request: ArmRequest): ServiceResponse {
  const name = named(request, 'certificate');
  const certificates = certificatesOf(request);
  const { properties } = bodyOf(request, uploadBody);
  const known = certificates.find(name);
  if (known) {
    if (request.header('if-match') === undefined) {
      throw new ArmFault(
        412,
        'PreconditionFailed',
        `The certificate "${name}" exists: an update needs its etag in If-Match.`,
      );
    }
    checkIfMatch(request, etagOf(known.etag));
  }
  const upload = { certificate: properties.certificate, isVerified: properties.isVerified ?? false };
  return { status: known ? 200 : 201, body: show(request, certificates.put(name, upload)) };
}

function remove(request: ArmRequest): ServiceResponse {
  checkIfMatch(request, etagOf(recordOf(request).etag));
  certificatesOf(request).delete(named(request, 'certificate'));
  return {};
}

function generateCode(request: ArmRequest): ServiceResponse {
  checkIfMatch(request, etagOf(recordOf(request).etag));
  const record = certificatesOf(request).generateVerificationCode(named(request, 'certificate'));
  const shown = show(request, record);

  return { body: { ...shown, properties: { ...shown.properties, verificationCode: record.verificationCode } } };
}

function verify(request: ArmRequest): ServiceResponse {
  const { certificate } = bodyOf(request, z.object({ certificate: z.string() }));
  checkIfMatch(request, etagOf(recordOf(request).etag));
  return { body: show(request, certificatesOf(request).verify(named(request, 'certificate'), certificate)) };
}

function certificatesOf(request: ArmRequest) {
  return hubOf(request).hub.certificates;
}

function recordOf(request: ArmRequest): CertificateRecord {
  return certificatesOf(request).get(named(request, 'certificate'));
}

function show(request: ArmRequest, record: CertificateRecord) {
  const certificate = new X509Certificate(record.raw);

  return {
    id: `${hubId(request.arm, hubOf(request))}/certificates/${record.name}`,
    name: record.name,
    type: `${hubType}/Certificates`,
    etag: etagOf(record.etag),
    properties: {
      // On one line, as in the service's answers: `C=NL, CN=factory`.
      subject: certificate.subject.replaceAll('\n', ', '),
      expiry: new Date(certificate.validTo).toUTCString(),
      thumbprint: createHash('sha1').update(record.raw).digest('hex').toUpperCase(),
      isVerified: record.isVerified,
      created: new Date(record.createdMs).toUTCString(),
      updated: new Date(record.updatedMs).toUTCString(),
      certificate: Buffer.from(record.raw).toString('base64'),
    },
  };
}
