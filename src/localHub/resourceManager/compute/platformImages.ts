/** An operating system of the marketplace. */
export interface PlatformImage {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  /** The oldest first. */
  readonly versions: readonly string[];
  readonly osType: 'Linux' | 'Windows';
  readonly hyperVGeneration: 'V1' | 'V2';
  readonly architecture: 'x64' | 'Arm64';
}

const linux = { osType: 'Linux', hyperVGeneration: 'V2', architecture: 'x64' } as const;
const windows = { osType: 'Windows', hyperVGeneration: 'V2', architecture: 'x64' } as const;

/** A few of the images that Azure has, under the names that they have there. No image is behind them. */
export const platformImages: readonly PlatformImage[] = [
  {
    ...linux,
    publisher: 'Canonical',
    offer: 'ubuntu-24_04-lts',
    sku: 'server',
    versions: ['24.04.202410170', '24.04.202501210', '24.04.202506180'],
  },
  {
    ...linux,
    publisher: 'Canonical',
    offer: 'ubuntu-24_04-lts',
    sku: 'server-arm64',
    architecture: 'Arm64',
    versions: ['24.04.202501210', '24.04.202506180'],
  },
  {
    ...linux,
    publisher: 'Canonical',
    offer: '0001-com-ubuntu-server-jammy',
    sku: '22_04-lts-gen2',
    versions: ['22.04.202410020', '22.04.202505210'],
  },
  {
    ...linux,
    publisher: 'Debian',
    offer: 'debian-12',
    sku: '12-gen2',
    versions: ['0.20240717.1811', '0.20250112.1990'],
  },
  { ...linux, publisher: 'RedHat', offer: 'RHEL', sku: '9-lvm-gen2', versions: ['9.4.2024092413', '9.5.2025031909'] },
  {
    ...windows,
    publisher: 'MicrosoftWindowsServer',
    offer: 'WindowsServer',
    sku: '2022-datacenter-azure-edition',
    versions: ['20348.2762.241008', '20348.3207.250210'],
  },
  {
    ...windows,
    publisher: 'MicrosoftWindowsServer',
    offer: 'WindowsServer',
    sku: '2025-datacenter-azure-edition',
    versions: ['26100.2314.241107', '26100.3194.250210'],
  },
  {
    ...windows,
    publisher: 'MicrosoftWindowsDesktop',
    offer: 'windows-11',
    sku: 'win11-24h2-ent',
    versions: ['26100.2314.241107', '26100.3194.250210'],
  },
];
