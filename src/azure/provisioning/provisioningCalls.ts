import type { HubEndpoint } from '../endpoint.ts';
import { type Service, ServiceCalls } from '../iotHub/serviceCalls.ts';
import type { OnWait } from '../iotHub/wait.ts';
import type { ProvisioningSdk } from './sdk.ts';
import { translateProvisioningAnswer } from './translateProvisioningAnswer.ts';

const provisioning: Service<ProvisioningSdk> = {
  async load(host) {
    const { provisioningSdkFor } = await import('./sdk.ts');
    return provisioningSdkFor(host);
  },
  translateAnswer: translateProvisioningAnswer,
};

/** The calls to one provisioning service. */
export class ProvisioningCalls extends ServiceCalls<ProvisioningSdk> {
  constructor(endpoint: HubEndpoint, name: string, onWait?: OnWait) {
    super(provisioning, endpoint, name, onWait);
  }
}
