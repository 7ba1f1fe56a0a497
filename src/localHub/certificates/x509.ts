import type * as library from '@peculiar/x509';

/** The certificate library: loaded only when a certificate is made or read, because it takes longer than all the rest. */
export async function x509(): Promise<typeof library> {
  await import('reflect-metadata');
  const loaded = await import('@peculiar/x509');
  loaded.cryptoProvider.set(crypto);

  return loaded;
}
