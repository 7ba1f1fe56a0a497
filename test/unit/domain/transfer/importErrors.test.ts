import { expect, test } from 'vitest';
import { parseImportError } from '../../../../src/domain/transfer/importErrors.ts';

test.each([
  [
    '{"id":"door","errorCode":409001,"errorStatus":"It exists"}',
    { label: 'door', code: 409001, reason: 'It exists (409001)' },
  ],
  ['{"id":"door","moduleId":"camera","errorStatus":"Bad"}', { label: 'door/camera', reason: 'Bad' }],
  ['{"errorCode":400012,"errorStatus":"Invalid line"}', { code: 400012, reason: 'Invalid line (400012)' }],
  ['no JSON', { reason: 'no JSON' }],
  ['[1]', { reason: '[1]' }],
])('%s', (line, expected) => {
  expect(parseImportError(line)).toEqual(expected);
});
