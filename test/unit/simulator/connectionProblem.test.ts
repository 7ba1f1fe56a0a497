import { expect, test } from 'vitest';
import { connectionProblem } from '../../../src/simulator/connectionProblem.ts';

test.each([
  ['Failure on first connection (Not authorized): connect ECONNREFUSED 127.0.0.1:8883', 'The hub does not answer.'],
  [
    'Failure on first connection (Not authorized): getaddrinfo ENOTFOUND nowhere',
    'The name of the hub cannot be found.',
  ],
  [
    'Failure on first connection (Not authorized): unable to verify the first certificate',
    /certificate .* not trusted/,
  ],
  ['Failure on first connection (Not authorized): Connection refused: Not authorized', /refuses the device/],
  ['Connection to the server has been closed.', 'The hub does not answer.'],
  ['The operation was aborted due to timeout', 'The hub takes too long to answer.'],
  ['mqtt.js returned Failure on first connection (Not authorized): odd error', 'The connection failed: odd error'],
  ['something new', 'The connection failed: something new'],
])('%j is told truthfully', (message, sentence) => {
  expect(connectionProblem(new Error(message))).toMatch(sentence);
});
