/** The types of Microsoft.Compute that are served. */
export const computeTypes = {
  machine: 'Microsoft.Compute/virtualMachines',
  disk: 'Microsoft.Compute/disks',
  image: 'Microsoft.Compute/images',
  gallery: 'Microsoft.Compute/galleries',
  galleryImage: 'Microsoft.Compute/galleries/images',
  galleryVersion: 'Microsoft.Compute/galleries/images/versions',
} as const;
