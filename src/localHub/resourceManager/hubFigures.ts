import { tierLimits } from '../../domain/tierLimits.ts';
import type { ServedHub } from '../servedHub.ts';
import { devicesVersions } from './apiVersions.ts';
import { type ArmRequest, type ArmRoute, routesOf } from './armRequest.ts';
import { hubOf, hubPath } from './hubs.ts';
import { hubType } from './resourceIds.ts';
import { validSkus } from './skus.ts';

/** What a hub has, and how much of what it may have. */
export const hubFigureRoutes: readonly ArmRoute[] = routesOf(devicesVersions, [
  { method: 'GET', path: `${hubPath}/IotHubStats`, answer: request => ({ body: statistics(hubOf(request)) }) },
  { method: 'GET', path: `${hubPath}/quotaMetrics`, answer: request => ({ body: { value: quotas(hubOf(request)) } }) },
  { method: 'GET', path: `${hubPath}/skus`, answer: skus },
  { method: 'GET', path: `${hubPath}/routingEndpointsHealth`, answer: endpointHealth },
]);

function statistics({ hub }: ServedHub) {
  const { totalDeviceCount, enabledDeviceCount, disabledDeviceCount } = hub.statistics();
  return { totalDeviceCount, enabledDeviceCount, disabledDeviceCount };
}

/** A hub without limits has no `maxValue`. */
const most = (maxValue: number | undefined) => (maxValue === undefined ? {} : { maxValue });

function quotas({ hub, sku: { tier, units } }: ServedHub) {
  const limits = tier === 'unlimited' ? undefined : tierLimits[tier];
  return [
    { name: 'TotalMessages', currentValue: hub.meter.today(), ...most(limits && limits.dailyMessages * units) },
    { name: 'TotalDeviceCount', currentValue: hub.statistics().totalDeviceCount, ...most(limits?.devices) },
  ];
}

/** A local hub routes messages to no endpoint. */
function endpointHealth(request: ArmRequest) {
  hubOf(request);
  return { body: { value: [] } };
}

function skus(request: ArmRequest) {
  hubOf(request);
  return { body: { value: validSkus(hubType) } };
}
