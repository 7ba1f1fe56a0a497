import { expect, test } from 'vitest';
import { withoutKeys } from '../../../../src/domain/resources/withoutKeys.ts';

test('keys and connection strings of a document are not shown, wherever they stand', () => {
  const document = {
    name: 'contoso',
    properties: {
      authorizationPolicies: [{ keyName: 'service', primaryKey: 'c2VjcmV0', secondaryKey: 'c2VjcmV0' }],
      routing: {
        endpoints: { eventHubs: [{ name: 'logs', connectionString: 'Endpoint=sb://…;SharedAccessKey=c2VjcmV0' }] },
      },
      units: 1,
      comments: null,
    },
  };

  const shown = withoutKeys(document);
  expect(JSON.stringify(shown)).not.toContain('c2VjcmV0');
  expect(shown).toMatchObject({
    name: 'contoso',
    properties: { authorizationPolicies: [{ keyName: 'service', primaryKey: '***' }], units: 1, comments: null },
  });
});
