import type { KeyedEndpoint } from '../../../azure/endpoint.ts';
import { createProvisioningClient } from '../../../azure/provisioning/provisioningClient.ts';
import { createProvisioningResource } from '../../../azure/resourceManager/provisioningResource.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { LocalHub, RunningLocalProvisioning } from '../localHub/localHub.ts';
import { LocalService, type RunningState } from '../localHub/localService.ts';
import type { ProvisioningConnection, ProvisioningService } from './provisioningService.ts';

/** A provisioning service of the local hub. */
export class LocalProvisioningEntry
  extends LocalService<RunningLocalProvisioning, ProvisioningConnection>
  implements ProvisioningService
{
  readonly managed = true;

  constructor(
    name: string,
    localHub: LocalHub,
    private readonly onWait: OnWait,
  ) {
    super(name, localHub);
  }

  get idScope(): string | undefined {
    return this.running?.idScope;
  }

  protected partOf({ provisioning }: RunningState): RunningLocalProvisioning | undefined {
    return provisioning.get(this.name);
  }

  protected connectionTo(
    endpoint: KeyedEndpoint,
    { resources, latenciesMs }: RunningLocalProvisioning,
  ): ProvisioningConnection {
    const { name, onWait } = this;
    return {
      endpoint,
      client: createProvisioningClient(endpoint, { name, onWait }),
      resource: createProvisioningResource({ ...resources, name }),
      latenciesMs,
    };
  }
}
