/** A size that a virtual machine can have. */
export interface MachineSize {
  readonly name: string;
  readonly family: string;
  readonly cores: number;
  readonly memoryMB: number;
  readonly mostDataDisks: number;
  readonly architecture: 'x64' | 'Arm64';
  /** No subscription of this kind may have it, anywhere. */
  readonly isRestricted?: true;
}

/** Some of the sizes that Azure has, under the names and with the figures that they have there. */
export const machineSizes: readonly MachineSize[] = [
  { name: 'Standard_B1s', family: 'standardBSFamily', cores: 1, memoryMB: 1024, mostDataDisks: 2, architecture: 'x64' },
  {
    name: 'Standard_B1ms',
    family: 'standardBSFamily',
    cores: 1,
    memoryMB: 2048,
    mostDataDisks: 2,
    architecture: 'x64',
  },
  { name: 'Standard_B2s', family: 'standardBSFamily', cores: 2, memoryMB: 4096, mostDataDisks: 4, architecture: 'x64' },
  {
    name: 'Standard_B2ms',
    family: 'standardBSFamily',
    cores: 2,
    memoryMB: 8192,
    mostDataDisks: 4,
    architecture: 'x64',
  },
  {
    name: 'Standard_B2ps_v2',
    family: 'standardBpsv2Family',
    cores: 2,
    memoryMB: 8192,
    mostDataDisks: 4,
    architecture: 'Arm64',
  },
  {
    name: 'Standard_D2s_v5',
    family: 'standardDSv5Family',
    cores: 2,
    memoryMB: 8192,
    mostDataDisks: 4,
    architecture: 'x64',
  },
  {
    name: 'Standard_D4s_v5',
    family: 'standardDSv5Family',
    cores: 4,
    memoryMB: 16_384,
    mostDataDisks: 8,
    architecture: 'x64',
  },
  {
    name: 'Standard_NC4as_T4_v3',
    family: 'standardNCASv3_T4Family',
    cores: 4,
    memoryMB: 28_672,
    mostDataDisks: 8,
    architecture: 'x64',
    isRestricted: true,
  },
];
