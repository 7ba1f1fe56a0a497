/** The kinds of accounts that have blobs. */
export const accountKinds = ['StorageV2', 'Storage', 'BlobStorage', 'BlockBlobStorage'] as const;
