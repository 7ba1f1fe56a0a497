import type { ArmRoute } from './armRequest.ts';
import { certificateRoutes } from './certificates.ts';
import { computeCatalogueRoutes } from './compute/computeCatalogue.ts';
import { machineRoutes } from './compute/machineRoutes.ts';
import { deploymentRoutes } from './deployments/deploymentRoutes.ts';
import { hubFigureRoutes } from './hubFigures.ts';
import { hubKeyRoutes } from './hubKeys.ts';
import { hubRoutes } from './hubs.ts';
import { operationRoutes } from './operationRoutes.ts';
import { provisioningKeyRoutes } from './provisioningKeys.ts';
import { provisioningRoutes } from './provisioningServices.ts';
import { resourceGroupRoutes } from './resourceGroups.ts';
import { providerRoutes } from './providers.ts';
import { routesOfType } from './resourceRoutes.ts';
import { resourceListRoutes } from './resources.ts';
import { resourceTypes } from './resourceTypes.ts';
import { storageKeyRoutes } from './storage/storageKeys.ts';
import { storageRoutes } from './storage/storageRoutes.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { transferRoutes } from './transfers.ts';

/** All that the resource manager answers. */
export const armRoutes: readonly ArmRoute[] = [
  ...subscriptionRoutes,
  ...resourceGroupRoutes,
  ...providerRoutes,
  ...resourceListRoutes,
  ...resourceTypes.flatMap(routesOfType),
  ...hubRoutes,
  ...hubKeyRoutes,
  ...hubFigureRoutes,
  ...provisioningRoutes,
  ...provisioningKeyRoutes,
  ...certificateRoutes,
  ...transferRoutes,
  ...storageRoutes,
  ...storageKeyRoutes,
  ...computeCatalogueRoutes,
  ...machineRoutes,
  ...deploymentRoutes,
  ...operationRoutes,
];
