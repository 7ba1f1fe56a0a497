import type { DeviceProvisioning } from '../../../provisioning/deviceProvisioning.ts';
import type { ProvisioningRight } from '../../../provisioning/provisioningPolicy.ts';
import { checkProvisioningQuery, provisioningPageSizes } from '../../../provisioning/provisioningQuery.ts';
import { ProvisioningFault } from '../../../provisioning/provisioningFault.ts';
import type { RestRequest, RestRoute } from '../router.ts';

/** A request to a provisioning service. */
export interface ProvisioningRequest extends RestRequest {
  readonly service: DeviceProvisioning;
}

/** A route of the service's REST API, and the right that it takes. */
export interface ProvisioningRoute extends RestRoute<ProvisioningRequest> {
  readonly right: ProvisioningRight;
}

/** What a query asks for: how many documents, and from where on. @throws ProvisioningFault ArgumentInvalid */
export function pageOf({ header, json }: RestRequest): { readonly size: number; readonly continuation?: string } {
  const body = json() as { readonly query?: unknown } | null;
  if (typeof body?.query === 'string') checkProvisioningQuery(body.query);
  const text = header('x-ms-max-item-count');
  const size = text ? Number(text) : provisioningPageSizes.default;
  if (!Number.isInteger(size) || size < 1) {
    throw new ProvisioningFault('ArgumentInvalid', 'The header "x-ms-max-item-count" is not a number of documents.');
  }

  const continuation = header('x-ms-continuation');
  return { size: Math.min(size, provisioningPageSizes.most), ...(continuation ? { continuation } : {}) };
}
