import * as z from 'zod/mini';
import { HubFault } from '../../iotHub/hubFault.ts';
import { queryPageSizes } from '../../iotHub/queries.ts';
import { pageSizeOf } from './parameters.ts';
import type { Route, ServiceRequest, ServiceResponse } from './router.ts';

const queryRequest = z.object({ query: z.string() });

/** Queries: `/devices/query`. */
export const queryRoutes: readonly Route[] = [
  { method: 'POST', path: '/devices/query', right: 'serviceConnect', answer: run },
];

async function run(request: ServiceRequest): Promise<ServiceResponse> {
  const { hub, header, json } = request;
  hub.throttle.take('queries');
  const body = z.safeParse(queryRequest, json());
  if (!body.success) throw new HubFault('ArgumentInvalid', 'The body has no "query".');

  const pageSize = pageSizeOf(request, queryPageSizes);
  const { items, next } = await hub.queries.page(body.data.query, pageSize, header('x-ms-continuation') || undefined);
  return {
    headers: { 'x-ms-item-type': 'twin', ...(next === undefined ? {} : { 'x-ms-continuation': next }) },
    body: items,
  };
}
