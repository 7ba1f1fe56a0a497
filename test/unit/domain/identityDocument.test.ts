import { expect, test } from 'vitest';
import { identityDocument } from '../../../src/domain/identityDocument.ts';
import { Secret } from '../../../src/domain/secret.ts';

const device = {
  deviceId: 'door-017',
  generationId: '1',
  etag: 'MQ==',
  status: 'enabled',
  connectionState: 'Disconnected',
  lastActivityTime: '0001-01-01T00:00:00Z',
} as const;

test('an identity is shown as the service writes it, without its keys', () => {
  const keys = { primaryKey: new Secret('first'), secondaryKey: new Secret('second') };

  expect(JSON.parse(identityDocument({ ...device, authenticationType: 'sas', ...keys }))).toEqual({
    ...device,
    authentication: { type: 'sas', symmetricKey: { primaryKey: '***', secondaryKey: '***' } },
  });
});

test('thumbprints are no secret', () => {
  const document = identityDocument({ ...device, authenticationType: 'selfSigned', primaryThumbprint: 'AB' });

  expect(JSON.parse(document)).toMatchObject({
    authentication: { type: 'selfSigned', x509Thumbprint: { primaryThumbprint: 'AB' } },
  });
});
