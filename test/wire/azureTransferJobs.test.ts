import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubEndpoint } from '../../src/azure/endpoint.ts';
import { createHubClient } from '../../src/azure/iotHub/hubClient.ts';
import { isHubConnectionString, parseHubConnectionString } from '../../src/domain/connectionString.ts';
import type { HubClient } from '../../src/domain/hubClient.ts';
import { Secret } from '../../src/domain/secret.ts';
import { type TransferJob, hasEnded } from '../../src/domain/transfer/transferJob.ts';
import { startAzurite } from '../support/azurite.ts';
import { download, makeContainer, sasOf } from '../support/containers.ts';
import { LocalHub } from '../support/localHub.ts';

let azurite: Awaited<ReturnType<typeof startAzurite>>;
let local: LocalHub;
let hub: HubClient;

beforeAll(async () => {
  [azurite, local] = await Promise.all([startAzurite(), LocalHub.start()]);
  const parsed = parseHubConnectionString(local.hub.connectionString);
  if (!isHubConnectionString(parsed)) throw new Error('The local hub gave no connection string.');
  hub = createHubClient(hubEndpoint(parsed, local.ca));
}, 60_000);
afterAll(async () => {
  await local[Symbol.asyncDispose]();
  await azurite[Symbol.asyncDispose]();
});

test('a hub exports its devices to a container by itself, without keys', async () => {
  const key = (await hub.createDevice('door')).primaryKey?.reveal() ?? '';
  const container = await makeContainer(azurite.client, 'exported');
  const started = await hub.transferJobs.startExport(new Secret(await sasOf(container)), true);

  const job = await ended(started);
  expect(job).toMatchObject({ type: 'export', status: 'completed', progress: 100 });
  expect((await hub.transferJobs.list()).map(({ jobId }) => jobId)).toContain(started.jobId);
  const text = await download(container, 'devices.txt');
  expect(text).toContain('"id":"door"');
  expect(text).not.toContain(key);
});

test('a container that cannot be written is a refusal in a sentence', async () => {
  const container = await makeContainer(azurite.client, 'readable');
  const started = hub.transferJobs.startExport(new Secret(await sasOf(container, 'rl')), true);

  await expect(started).rejects.toMatchObject({ name: 'HubError', reason: { kind: 'rejected' } });
});

async function ended(started: TransferJob): Promise<TransferJob> {
  let job = started;
  while (!hasEnded(job)) job = await hub.transferJobs.get(started.jobId);
  return job;
}
