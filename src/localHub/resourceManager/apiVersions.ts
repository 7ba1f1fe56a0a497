import type { ApiVersions } from './armRequest.ts';

const form = /^\d{4}-\d{2}-\d{2}(?:-preview)?$/;

/** For what has been the same in every version: subscriptions, resource groups, operations. */
export const anyVersion: ApiVersions = datesFrom('2016-06-01', '2025-04-01');

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

/** Microsoft.Storage: what is served of it has been the same since then. */
export const storageVersions: ApiVersions = datesFrom('2019-06-01', '2026-09-01');

/** Microsoft.Network: what is served of it has been the same since then. */
export const networkVersions: ApiVersions = datesFrom('2019-04-01', '2026-01-01');

/** Microsoft.Compute: what is served of it has been the same since then. */
export const computeVersions: ApiVersions = datesFrom('2019-07-01', '2026-04-01');

function datesFrom(oldest: string, newest: string): ApiVersions {
  return { known: `any date from ${oldest} on`, newest, has: version => form.test(version) && version >= oldest };
}
