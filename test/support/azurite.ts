import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BlobServiceClient } from '@azure/storage-blob';
import { projectFolder } from './projectFolder.ts';

const script = join(projectFolder, 'node_modules', 'azurite', 'dist', 'src', 'blob', 'main.js');
const args = ['--inMemoryPersistence', '--blobHost', '127.0.0.1', '--blobPort', '0', '--disableTelemetry'];
/** The account that every Azurite has. */
const wellKnownKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Azurite as developers run it beside their applications: a process of its own, plain HTTP. Nothing is kept. */
export async function startAzurite(): Promise<AsyncDisposable & { readonly client: BlobServiceClient }> {
  const child = spawn(process.execPath, [script, ...args, '--skipApiVersionCheck'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  const account = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${wellKnownKey}`;
  const client = BlobServiceClient.fromConnectionString(
    `${account};BlobEndpoint=${await addressOf(child.stdout)}/devstoreaccount1;`,
  );

  return {
    client,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const address = /listens on (?<address>http:\S+)/.exec(line)?.groups?.['address'];
    if (address) return address;
  }
  throw new Error('Azurite ended before it listened.');
}
