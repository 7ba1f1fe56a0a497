import { idOf } from './parameters.ts';
import type { Route } from './router.ts';

/** Direct methods: `/twins/{id}/methods`. */
export const methodRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/twins/:deviceId/methods',
    right: 'serviceConnect',
    answer: async request => ({ body: await request.hub.methods.invoke(idOf(request), request.json()) }),
  },
];
