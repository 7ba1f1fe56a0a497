import * as z from 'zod/mini';
import { networkVersions } from '../apiVersions.ts';
import { badRequest } from '../armFault.ts';
import { readBody } from '../armRequest.ts';
import { recordId, recordResource } from '../recordResource.ts';
import type { ResourceType } from '../resourceType.ts';
import { checkReference, checkUnused, networkTypes, reference } from './references.ts';

const common = { versions: networkVersions, creation: 'asyncOperation', deletion: 'asyncOperation' } as const;

const ruleSchema = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    priority: z.int().check(z.minimum(100), z.maximum(4096)),
    access: z.enum(['Allow', 'Deny']),
    direction: z.enum(['Inbound', 'Outbound']),
    protocol: z.string(),
  }),
});
const securityGroupProperties = z.looseObject({ securityRules: z.optional(z.array(ruleSchema)) });

/** Network security groups, with their rules: records that keep nobody out. */
export const securityGroupResource: ResourceType = recordResource({
  ...common,
  type: networkTypes.securityGroup,
  read: ({ properties }) => ({
    properties: { securityRules: [], ...readBody(properties, securityGroupProperties) },
    state: {},
  }),
  checkRemoval: (arm, record) =>
    checkUnused(arm, recordId(arm, record), {
      by: [networkTypes.interface, networkTypes.network],
      code: 'InUseNetworkSecurityGroupCannotBeDeleted',
    }),
});

const publicAddressProperties = z.looseObject({
  publicIPAllocationMethod: z._default(z.enum(['Static', 'Dynamic']), 'Dynamic'),
  publicIPAddressVersion: z._default(z.enum(['IPv4', 'IPv6']), 'IPv4'),
});

/** Public addresses: records, of which none has an address on the internet. */
export const publicAddressResource: ResourceType = recordResource({
  ...common,
  type: networkTypes.publicAddress,
  read: ({ properties }) => ({ properties: readBody(properties, publicAddressProperties), state: {} }),
  checkRemoval: (arm, record) =>
    checkUnused(arm, recordId(arm, record), { by: [networkTypes.interface], code: 'PublicIPAddressCannotBeDeleted' }),
});

const interfaceProperties = z.looseObject({
  ipConfigurations: z
    .array(
      z.looseObject({
        name: z.string(),
        properties: z.looseObject({
          subnet: z.optional(reference),
          publicIPAddress: z.optional(z.nullable(reference)),
          privateIPAllocationMethod: z._default(z.enum(['Dynamic', 'Static']), 'Dynamic'),
        }),
      }),
    )
    .check(z.minLength(1)),
  networkSecurityGroup: z.optional(z.nullable(reference)),
});

/** Network interfaces: records that join machines, subnets and public addresses. */
export const interfaceResource: ResourceType = recordResource({
  ...common,
  type: networkTypes.interface,
  read({ arm, place, properties, known }) {
    const { virtualMachine: _shown, ...asked } = properties;
    const read = readBody(asked, interfaceProperties);
    const configured = read.ipConfigurations.flatMap(({ properties: { subnet, publicIPAddress } }) => [
      subnet,
      publicIPAddress,
    ]);
    for (const used of [...configured, read.networkSecurityGroup]) if (used) checkReference(arm, used.id, place.name);
    return { properties: read, state: known?.state ?? {} };
  },
  show: (_, { state }) =>
    typeof state['virtualMachine'] === 'string' ? { virtualMachine: { id: state['virtualMachine'] } } : {},
  checkRemoval(arm, record) {
    const machine = record.state['virtualMachine'];
    if (typeof machine !== 'string') return;
    throw badRequest(
      `Network Interface ${recordId(arm, record)} is used by existing resource ${machine}. In order to delete the network interface, it must be dissociated from the resource.`,
      'NicInUse',
    );
  },
});
