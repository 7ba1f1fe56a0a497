import { type BlobServiceClient, type ContainerClient, ContainerSASPermissions } from '@azure/storage-blob';

const hourMs = 3_600_000;

/** A new container. */
export async function makeContainer(client: BlobServiceClient, name: string): Promise<ContainerClient> {
  const container = client.getContainerClient(name);
  await container.create();
  return container;
}

/** The container's address with a signature that has these rights: see `ContainerSASPermissions`. */
export function sasOf(container: ContainerClient, rights = 'rwdl'): Promise<string> {
  const permissions = ContainerSASPermissions.parse(rights);
  return container.generateSasUrl({ permissions, expiresOn: new Date(Date.now() + hourMs) });
}

export async function upload(container: ContainerClient, name: string, body: string | Buffer): Promise<void> {
  await container.getBlockBlobClient(name).upload(body, Buffer.byteLength(body));
}

export async function download(container: ContainerClient, name: string): Promise<string> {
  return (await container.getBlobClient(name).downloadToBuffer()).toString();
}
