import { expect, test } from 'vitest';
import {
  documentText,
  lacksKeys,
  sentContent,
  withoutKeys,
} from '../../../../src/domain/provisioning/enrollmentDocument.ts';
import { certificateAttestation, newEnrollment } from '../../../../src/domain/provisioning/newEnrollment.ts';

const read = {
  enrollmentGroupId: 'doors',
  attestation: { type: 'symmetricKey', symmetricKey: { primaryKey: 'secret', secondaryKey: 'secret' } },
  etag: '"1"',
  createdDateTimeUtc: '2026-11-20T09:05:07Z',
  lastUpdatedDateTimeUtc: '2026-11-20T09:05:07Z',
  iotHubHostName: null,
};

test('a document has what can be edited and, last, its etag; no keys and nothing that is absent', () => {
  expect(JSON.parse(documentText(withoutKeys(read)))).toEqual({
    enrollmentGroupId: 'doors',
    attestation: { type: 'symmetricKey' },
    etag: '"1"',
  });
});

test('what the service read in a certificate stands for it, unless the document brings another', () => {
  const info = { sha1Thumbprint: 'AA' };
  const x509 = { signingCertificates: { primary: { info }, secondary: { certificate: 'PEM', info } } };

  expect(sentContent({ ...read, attestation: { type: 'x509', x509 } })).toEqual({
    enrollmentGroupId: 'doors',
    attestation: {
      type: 'x509',
      x509: { signingCertificates: { primary: { info }, secondary: { certificate: 'PEM' } } },
    },
  });
});

test('a document with a symmetric key and without its keys lacks them; with a certificate there are none to lack', () => {
  expect(lacksKeys(withoutKeys(read))).toBe(true);
  expect(lacksKeys(read)).toBe(false);
  expect(lacksKeys({ attestation: certificateAttestation('group', 'PEM') })).toBe(false);
});

test('a new enrollment says no more than was asked', () => {
  expect(newEnrollment('individual', 'door-017', { hub: '', policy: 'none' })).toEqual({
    registrationId: 'door-017',
    attestation: { type: 'symmetricKey' },
    provisioningStatus: 'enabled',
    initialTwin: { tags: {}, properties: { desired: {} } },
  });
  expect(newEnrollment('group', 'doors', { hub: 'east', policy: 'reset', certificate: 'PEM' })).toMatchObject({
    attestation: { type: 'x509', x509: { signingCertificates: { primary: { certificate: 'PEM' } } } },
    allocationPolicy: 'static',
    iotHubs: ['east'],
    reprovisionPolicy: { updateHubAssignment: true, migrateDeviceData: false },
  });
});
