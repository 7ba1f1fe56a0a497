// The blob storage of a local hub: Azurite's blob service, in a process of its own that ends with the one that started it.
import { mkdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import BlobConfiguration from 'azurite/dist/src/blob/BlobConfiguration.js';
import BlobServer from 'azurite/dist/src/blob/BlobServer.js';
import { answerOnceSaved } from './durableWrites.ts';

/** The folder for the blobs; `memory` keeps nothing. The accounts are in AZURITE_ACCOUNTS, as Azurite reads them. */
const [, , folder = 'memory'] = process.argv;
const keepAliveSeconds = 120;

const server = new BlobServer.default(configurationFor(folder));
// The connections come from the local hub, which has taken TLS off them: "https only" in a signature holds.
server.httpServer.prependListener('connection', (socket: Socket) => Object.assign(socket, { encrypted: true }));
if (folder !== 'memory') {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  answerOnceSaved(server.httpServer, saveAll);
}
await server.start();
const address = server.httpServer.address();
if (typeof address === 'object') process.send?.({ port: address?.port });

/** Azurite reads its accounts from there again by itself, too, once a minute. */
process.on('message', ({ accounts }: { readonly accounts: string }) => {
  process.env['AZURITE_ACCOUNTS'] = accounts;
  server.accountDataStore.refresh();
  process.send?.({ accounts: 'known' });
});
process.on('disconnect', async () => {
  await server.close();
  process.exit(0);
});
// Whoever started this process decides when it ends.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

function configurationFor(path: string) {
  const inMemory = path === 'memory';
  const extents = { locationId: 'Default', locationPath: join(path, 'blobs'), maxConcurrency: 10 };
  return new BlobConfiguration.default(
    '127.0.0.1',
    0,
    keepAliveSeconds,
    join(path, 'catalogue.json'),
    join(path, 'extents.json'),
    inMemory ? [] : [extents],
    false,
    undefined,
    false,
    undefined,
    false,
    true,
    '',
    '',
    '',
    undefined,
    true,
    inMemory,
  );
}

/** First where the bytes are, then which blobs are made of them. */
async function saveAll(): Promise<void> {
  for (const { db } of [server.extentMetadataStore, server.metadataStore]) {
    await new Promise<void>((resolve, reject) => {
      db.saveDatabase(error => (error ? reject(error) : resolve()));
    });
  }
}
