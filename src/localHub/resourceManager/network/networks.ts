import * as z from 'zod/mini';
import { networkVersions } from '../apiVersions.ts';
import { ArmFault, resourceNotFound } from '../armFault.ts';
import { type ArmContext, readBody } from '../armRequest.ts';
import {
  findRecord,
  listRecords,
  putRecord,
  recordId,
  recordResource,
  type ResourceRecord,
} from '../recordResource.ts';
import { sameName } from '../resourceIds.ts';
import type { Place, ResourceDocument, ResourceType } from '../resourceType.ts';
import { checkUnused, networkTypes, type Subnet, subnetsOf, subnetsSchema } from './references.ts';

const networkProperties = z.looseObject({
  addressSpace: z.looseObject({ addressPrefixes: z.array(z.string()).check(z.minLength(1)) }),
  subnets: z.optional(subnetsSchema),
});

/** Virtual networks: records, with their subnets. No packet goes through them. */
export const networkResource: ResourceType = recordResource({
  type: networkTypes.network,
  versions: networkVersions,
  creation: 'asyncOperation',
  deletion: 'asyncOperation',
  read: ({ properties, known }) => {
    const asked = readBody(properties, networkProperties);
    const subnets = asked.subnets ?? (known ? subnetsOf(known) : []);
    return { properties: { ...asked, subnets: subnets.map(stored) }, state: {} };
  },
  show: (arm, record) => ({ subnets: subnetsOf(record).map(subnet => show(arm, record, subnet)) }),
  checkRemoval: (arm, record) =>
    checkUnused(arm, recordId(arm, record), { by: [networkTypes.interface], code: 'InUseSubnetCannotBeDeleted' }),
});

const subnetType = `${networkTypes.network}/subnets`;

const subnetBody = z.object({ properties: z.looseObject({ addressPrefix: z.optional(z.string()) }) });

/** The subnets of virtual networks, each as a resource of its own. */
export const subnetResource: ResourceType = {
  type: subnetType,
  versions: networkVersions,
  creation: 'asyncOperation',
  deletion: 'asyncOperation',
  list: arm =>
    listRecords(arm, networkTypes.network).flatMap(network =>
      subnetsOf(network).map(subnet => show(arm, network, subnet)),
    ),
  find(arm, place) {
    const { network, subnet } = lookUp(arm, place);
    return network && subnet && show(arm, network, subnet);
  },
  prepare(arm, place, body) {
    const { properties } = readBody(body, subnetBody);
    const subnet = { name: place.name.split('/')[1] ?? '', properties };
    const { network } = lookUp(arm, place);
    if (!network) throw resourceNotFound(networkTypes.network, place.name.split('/')[0] ?? '', place.group);

    return {
      coming: show(arm, network, subnet),
      apply: async () => write(arm, place, others => [...others, subnet]),
    };
  },
  checkRemoval(arm, place) {
    const { network, subnet } = lookUp(arm, place);
    const id = network && subnet && subnetId(arm, network, subnet);
    if (id) checkUnused(arm, id, { by: [networkTypes.interface], code: 'InUseSubnetCannotBeDeleted' });
  },
  remove: (arm, place) => write(arm, place, others => others),
};

function lookUp(arm: ArmContext, { group, name }: Place) {
  const [networkName = '', subnetName = ''] = name.split('/');
  const network = findRecord(arm, networkTypes.network, { group, name: networkName });
  const subnet = network && subnetsOf(network).find(each => sameName(each.name, subnetName));
  return { network, subnet, subnetName };
}

function write(arm: ArmContext, place: Place, change: (others: readonly Subnet[]) => readonly Subnet[]): void {
  const { network, subnetName } = lookUp(arm, place);
  if (!network) throw new ArmFault(409, 'Conflict', 'The virtual network was deleted while it was changed.');

  const others = subnetsOf(network).filter(({ name }) => !sameName(name, subnetName));
  putRecord(arm, { ...network, properties: { ...network.properties, subnets: change(others) } });
}

/** Without what is only shown. */
function stored({ name, properties }: Subnet): Subnet {
  const { provisioningState: _shown, ...kept } = properties;
  return { name, properties: kept };
}

function subnetId(arm: ArmContext, network: ResourceRecord, { name }: Subnet): string {
  return `${recordId(arm, network)}/subnets/${name}`;
}

function show(arm: ArmContext, network: ResourceRecord, subnet: Subnet): ResourceDocument {
  const { name, properties } = subnet;
  const id = subnetId(arm, network, subnet);
  return { id, name, type: subnetType, properties: { ...properties, provisioningState: 'Succeeded' } };
}
