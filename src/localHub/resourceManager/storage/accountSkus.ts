/** How an account keeps copies: Azure Storage, "SKU types". Here there is one of each blob, whatever it says. */
export const accountSkus = [
  'Standard_LRS',
  'Standard_ZRS',
  'Standard_GRS',
  'Standard_RAGRS',
  'Standard_GZRS',
  'Standard_RAGZRS',
  'Premium_LRS',
  'Premium_ZRS',
] as const;

/** The kinds of accounts that have blobs. */
export const accountKinds = ['StorageV2', 'Storage', 'BlobStorage', 'BlockBlobStorage'] as const;
