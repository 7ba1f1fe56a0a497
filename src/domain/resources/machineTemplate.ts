import type { Json, JsonObject } from '../json.ts';
import type { Secret } from '../secret.ts';
import type { ImageUrn, OsType, ResourcePlace } from './compute.ts';
import type { DeploymentRequest } from './deployments.ts';

/** How somebody comes into a machine. A password is never shown again. */
export type MachineLogin =
  | { readonly kind: 'sshKey'; readonly userName: string; readonly publicKey: string }
  | { readonly kind: 'password'; readonly userName: string; readonly password: Secret };

export interface NewMachine extends ResourcePlace {
  readonly location: string;
  /** `Standard_B1s` */
  readonly size: string;
  readonly osType: OsType;
  readonly image: { readonly kind: 'platform'; readonly urn: ImageUrn } | { readonly kind: 'own'; readonly id: string };
  /** Absent for a specialized image, whose machine is who the captured one was. */
  readonly login?: MachineLogin;
  /** The addresses that may connect, as `203.0.113.7` or `203.0.113.0/24`; nobody if it is empty. */
  readonly openTo: string;
  /** What Linux does when it first starts. It may carry a key, and so is sent as a secret. */
  readonly cloudInit?: Secret;
}

/** The tag of what was made for a machine and dies with it: its name. */
export const madeForTag = 'madeFor';

const computeApi = '2024-07-01';
const networkApi = '2024-05-01';

/** The ports on which people come into machines: SSH and RDP. */
const loginPorts = { Linux: '22', Windows: '3389' } as const;

/**
 * A machine with a network of its own, as one deployment: so it is made whole or told of in ARM's own words, and
 * followed over a reload. Interface, address and disk go with the machine (`deleteOption`).
 */
export function machineDeployment(machine: NewMachine): DeploymentRequest {
  const { resourceGroup, name, location, login, cloudInit } = machine;
  const password = login?.kind === 'password' ? login.password : undefined;
  return {
    resourceGroup,
    name: `machine-${name}`.slice(0, 64),
    mode: 'Incremental',
    template: {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      parameters: {
        ...(password ? { adminPassword: { type: 'securestring' } } : {}),
        ...(cloudInit ? { customData: { type: 'securestring' } } : {}),
      },
      resources: [securityGroup(machine), network(name, location), virtualMachine(machine)],
      outputs: { machine: { type: 'string', value: resourceIdOf('Microsoft.Compute/virtualMachines', name) } },
    },
    parameters: {
      ...(password ? { adminPassword: secureValue(password.reveal()) } : {}),
      ...(cloudInit ? { customData: secureValue(base64(cloudInit.reveal())) } : {}),
    },
  };
}

function secureValue(text: string): JsonObject {
  return { value: text };
}

function securityGroup({ name, location, osType, openTo }: NewMachine): JsonObject {
  const rule = {
    name: 'login',
    properties: {
      priority: 1001,
      access: 'Allow',
      direction: 'Inbound',
      protocol: 'Tcp',
      sourceAddressPrefix: openTo,
      sourcePortRange: '*',
      destinationAddressPrefix: '*',
      destinationPortRange: loginPorts[osType],
    },
  };
  const properties = { securityRules: openTo === '' ? [] : [rule] };
  return networkPart('networkSecurityGroups', `${name}-nsg`, { location, madeFor: name, properties });
}

function network(name: string, location: string): JsonObject {
  const properties = {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [{ name: 'default', properties: { addressPrefix: '10.0.0.0/24' } }],
  };
  return networkPart('virtualNetworks', `${name}-vnet`, { location, madeFor: name, properties });
}

function networkPart(
  type: string,
  name: string,
  {
    location,
    madeFor,
    properties,
  }: { readonly location: string; readonly madeFor: string; readonly properties: JsonObject },
): JsonObject {
  const tags = { [madeForTag]: madeFor };
  return { type: `Microsoft.Network/${type}`, apiVersion: networkApi, name, location, tags, properties };
}

function virtualMachine(machine: NewMachine): JsonObject {
  const { name, location, size, image } = machine;
  const imageReference: JsonObject = image.kind === 'platform' ? { ...image.urn } : { id: image.id };
  return {
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: computeApi,
    name,
    location,
    dependsOn: [
      resourceIdOf('Microsoft.Network/networkSecurityGroups', `${name}-nsg`),
      resourceIdOf('Microsoft.Network/virtualNetworks', `${name}-vnet`),
    ],
    properties: {
      hardwareProfile: { vmSize: size },
      storageProfile: {
        imageReference,
        osDisk: {
          createOption: 'FromImage',
          managedDisk: { storageAccountType: 'StandardSSD_LRS' },
          deleteOption: 'Delete',
        },
      },
      ...osProfile(machine),
      networkProfile: { networkApiVersion: '2022-11-01', networkInterfaceConfigurations: [networkInterface(name)] },
    },
  };
}

function osProfile({ name, login, cloudInit }: NewMachine): JsonObject {
  if (!login) return {};

  const { userName } = login;
  const ssh = (publicKey: string): JsonObject => ({
    disablePasswordAuthentication: true,
    ssh: { publicKeys: [{ path: `/home/${userName}/.ssh/authorized_keys`, keyData: publicKey }] },
  });
  const entry: JsonObject =
    login.kind === 'sshKey'
      ? { linuxConfiguration: ssh(login.publicKey) }
      : { adminPassword: "[parameters('adminPassword')]" };
  const customData: JsonObject = cloudInit ? { customData: "[parameters('customData')]" } : {};
  return { osProfile: { computerName: name, adminUsername: userName, ...entry, ...customData } };
}

function networkInterface(name: string): Json {
  const publicIPAddressConfiguration = {
    name: `${name}-ip`,
    sku: { name: 'Standard' },
    properties: { publicIPAllocationMethod: 'Static', deleteOption: 'Delete' },
  };
  const subnet = { id: `[resourceId('Microsoft.Network/virtualNetworks/subnets', '${name}-vnet', 'default')]` };
  const networkSecurityGroup = { id: resourceIdOf('Microsoft.Network/networkSecurityGroups', `${name}-nsg`) };
  const ipConfigurations = [{ name: 'main', properties: { subnet, publicIPAddressConfiguration } }];
  return {
    name: `${name}-nic`,
    properties: { primary: true, deleteOption: 'Delete', networkSecurityGroup, ipConfigurations },
  };
}

function resourceIdOf(type: string, name: string): string {
  return `[resourceId('${type}', '${name}')]`;
}

/** Of the UTF-8 of a text. */
function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
