import type { HubEndpoint } from '../endpoint.ts';
import type { Sdk } from './sdk.ts';
import { type Service, ServiceCalls } from './serviceCalls.ts';
import { translateAnswer } from './translateAnswer.ts';
import type { OnWait } from './wait.ts';

const iotHub: Service<Sdk> = {
  async load(host) {
    const { sdkFor } = await import('./sdk.ts');
    return sdkFor(host);
  },
  translateAnswer,
};

/** The calls to one hub. */
export class HubCalls extends ServiceCalls<Sdk> {
  constructor(endpoint: HubEndpoint, hub: string, onWait?: OnWait) {
    super(iotHub, endpoint, hub, onWait);
  }
}
