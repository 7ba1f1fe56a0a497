import { expect, test } from 'vitest';
import {
  describeContainerProblem,
  isContainerProblem,
  parseContainerAddress,
} from '../../../../src/domain/transfer/containerAddress.ts';

const now = Date.parse('2026-11-27T22:00:00Z');
const address =
  'https://store.blob.core.windows.net/devices?sv=2024-11-04&sr=c&sp=rwdl&se=2026-11-28T00:00:00Z&sig=c2ln';

test('the address of a container with a SAS is taken, and does not print its signature', () => {
  const container = parseContainerAddress(` ${address} `, now);

  expect(container).toMatchObject({ name: 'store/devices' });
  expect(JSON.stringify(container)).not.toContain('c2ln');
});

test.each([
  ['devices', /no address/],
  ['https://store.blob.core.windows.net/?sig=a', /names no container/],
  ['https://store.blob.core.windows.net/devices', /no SAS/],
  [address.replace('sr=c', 'sr=b'), /for one blob/],
  [address.replace('2026-11-28', '2026-11-20'), /expired at 2026-11-20/],
  [address.replace('rwdl', 'rl'), /lacks the right to write and to delete/],
])('%s is refused in a sentence', (text, sentence) => {
  const problem = parseContainerAddress(text, now);

  expect(isContainerProblem(problem) && describeContainerProblem(problem)).toMatch(sentence);
});
