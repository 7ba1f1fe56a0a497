// A deep import, as the package's entry does nothing but gather. This file is the only one that imports the package, and
// is itself imported when the first call is made.
import { ProvisioningServiceClient } from 'azure-iot-provisioning-service/dist/provisioningserviceclient.js';
import type { BulkEnrollmentOperation } from 'azure-iot-provisioning-service/dist/interfaces.js';
import type { Authorize } from '../hubCredential.ts';
import type { OneRequest } from '../iotHub/oneRequest.ts';
import { RestClient, restConfig } from '../iotHub/restClient.ts';

/** azure-iot-provisioning-service for one request. Answers are as they came: whoever asks parses them. */
export interface ProvisioningSdk {
  readonly client: ProvisioningServiceClient;
  /** The promise that the package gives for this never settles, so that it takes its callback. */
  runBulk(operation: BulkEnrollmentOperation): Promise<unknown>;
}

/** Makes a {@link ProvisioningSdk} for each request to `host`. */
export function provisioningSdkFor(host: string): (request: OneRequest, authorize: Authorize) => ProvisioningSdk {
  return (request, authorize) => {
    // Both packages have the same REST client, each a copy of its own.
    const rest = new RestClient(host, request, authorize) as unknown as ConstructorParameters<
      typeof ProvisioningServiceClient
    >[1];
    const client = new ProvisioningServiceClient(restConfig(host), rest);
    return {
      client,
      runBulk: operation =>
        new Promise((resolve, reject) => {
          client.runBulkEnrollmentOperation(operation, (error, answer) => (error ? reject(error) : resolve(answer)));
        }),
    };
  };
}
