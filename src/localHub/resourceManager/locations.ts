/** A place that resources say they are in. They are all on this machine, whatever they say. */
export interface Location {
  readonly name: string;
  readonly displayName: string;
}

/** This machine, and regions of Azure under their own names, so that templates and scripts for Azure run here too. */
export const locations: readonly Location[] = [
  { name: 'local', displayName: 'This machine' },
  { name: 'australiaeast', displayName: 'Australia East' },
  { name: 'brazilsouth', displayName: 'Brazil South' },
  { name: 'canadacentral', displayName: 'Canada Central' },
  { name: 'centralindia', displayName: 'Central India' },
  { name: 'centralus', displayName: 'Central US' },
  { name: 'eastus', displayName: 'East US' },
  { name: 'eastus2', displayName: 'East US 2' },
  { name: 'francecentral', displayName: 'France Central' },
  { name: 'germanywestcentral', displayName: 'Germany West Central' },
  { name: 'japaneast', displayName: 'Japan East' },
  { name: 'koreacentral', displayName: 'Korea Central' },
  { name: 'northeurope', displayName: 'North Europe' },
  { name: 'southeastasia', displayName: 'Southeast Asia' },
  { name: 'switzerlandnorth', displayName: 'Switzerland North' },
  { name: 'uksouth', displayName: 'UK South' },
  { name: 'westeurope', displayName: 'West Europe' },
  { name: 'westus', displayName: 'West US' },
  { name: 'westus2', displayName: 'West US 2' },
];

/** The form in which Azure compares locations: `West Europe` is `westeurope`. */
export function locationName(text: string): string {
  return text.replaceAll(' ', '').toLowerCase();
}
