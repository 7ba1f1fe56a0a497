import type { Route } from './router.ts';

/** Counts of the registry and of the connections: `/statistics`. */
export const statisticsRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/statistics/devices',
    right: 'registryRead',
    answer: ({ hub }) => {
      hub.throttle.take('registryOperations');
      const { totalDeviceCount, enabledDeviceCount, disabledDeviceCount } = hub.statistics();
      return { body: { totalDeviceCount, enabledDeviceCount, disabledDeviceCount } };
    },
  },
  {
    method: 'GET',
    path: '/statistics/service',
    right: 'serviceConnect',
    answer: ({ hub }) => ({ body: { connectedDeviceCount: hub.statistics().connectedDeviceCount } }),
  },
];
