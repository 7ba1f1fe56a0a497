import type { Hubs } from '../../support/hub/hubs.ts';
import type { ShowAgain } from '../treeNode.ts';

/** What the nodes of provisioning services need besides their service. */
export interface ProvisioningNodeParts {
  readonly hubs: Hubs;
  readonly showAgain: ShowAgain;
}
