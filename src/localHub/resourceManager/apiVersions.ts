import type { ApiVersions } from './armRequest.ts';

const form = /^\d{4}-\d{2}-\d{2}(?:-preview)?$/;

/** For what has been the same in every version: subscriptions, resource groups, operations. */
export const anyVersion: ApiVersions = {
  known: 'any date from 2016-06-01 on',
  newest: '2025-04-01',
  has: version => form.test(version) && version >= '2016-06-01',
};

/** Microsoft.Devices' provisioning services: what `@azure/arm-deviceprovisioningservices` 6 sends. */
export const provisioningVersions: ApiVersions = {
  known: '2026-08-31',
  newest: '2026-08-31',
  has: version => version === '2026-08-31',
};

/** Microsoft.Devices' hubs: what `@azure/arm-iothub` 6 sends. */
export const devicesVersions: ApiVersions = {
  known: '2023-06-30',
  newest: '2023-06-30',
  has: version => version === '2023-06-30',
};
