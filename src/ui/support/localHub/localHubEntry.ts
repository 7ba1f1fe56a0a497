import type { KeyedEndpoint } from '../../../azure/endpoint.ts';
import { createHubClient } from '../../../azure/iotHub/hubClient.ts';
import { createHubResource } from '../../../azure/resourceManager/hubResource.ts';
import type { OnWait } from '../../../azure/iotHub/wait.ts';
import type { Hub, HubConnection } from '../hub/hub.ts';
import type { LocalHub, RunningLocalHub } from './localHub.ts';
import { LocalService, type RunningState } from './localService.ts';

/** A hub of the local hub. */
export class LocalHubEntry extends LocalService<RunningLocalHub, HubConnection> implements Hub {
  readonly managed = true;

  constructor(
    name: string,
    localHub: LocalHub,
    private readonly onWait: OnWait,
  ) {
    super(name, localHub);
  }

  protected partOf({ hubs }: RunningState): RunningLocalHub | undefined {
    return hubs.get(this.name);
  }

  protected connectionTo(endpoint: KeyedEndpoint, { resources }: RunningLocalHub): HubConnection {
    const { name, onWait } = this;
    return {
      endpoint,
      client: createHubClient(endpoint, { name, onWait }),
      resource: createHubResource({ ...resources, name }),
    };
  }
}
