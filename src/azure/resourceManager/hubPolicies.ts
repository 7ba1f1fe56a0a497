import { randomBytes } from 'node:crypto';
import type { AccessRights, IotHubClient, SharedAccessSignatureAuthorizationRule } from '@azure/arm-iothub';
import { type AccessPolicies, type AccessPolicy, accessRights } from '../../domain/accessPolicies.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { Secret } from '../../domain/secret.ts';
import type { HubResourceAddress } from './hubResourceAddress.ts';
import { callOptions, type ResourceCall } from './resourceCalls.ts';

type Rule = SharedAccessSignatureAuthorizationRule;
/** What becomes of the policies of a hub. */
type Change = (rules: readonly Rule[]) => readonly Rule[];

/**
 * The shared access policies of a hub. The resource manager has no call that makes, deletes or renews one: the hub is
 * written with all of them, as `az iot hub policy` does.
 */
export function hubPolicies(
  { resourceGroup, name: hub }: HubResourceAddress,
  call: ResourceCall<IotHubClient>,
): AccessPolicies {
  const rulesOf = ({ iotHubResource }: IotHubClient, signal: AbortSignal | undefined): Promise<Rule[]> =>
    Array.fromAsync(iotHubResource.listKeys(resourceGroup, hub, callOptions(signal)));
  const change = (next: Change, signal: AbortSignal | undefined): Promise<void> =>
    call(hub, async client => {
      const { iotHubResource } = client;
      const {
        etag = '',
        properties,
        ...description
      } = await iotHubResource.get(resourceGroup, hub, callOptions(signal));
      const authorizationPolicies = [...next(await rulesOf(client, signal))];
      const changed = { ...description, properties: { ...properties, authorizationPolicies } };
      const options = { ...callOptions(signal), ifMatch: etag };
      await iotHubResource.beginCreateOrUpdateAndWait(resourceGroup, hub, changed, options);
    });

  return {
    list: signal => call(hub, async client => (await rulesOf(client, signal)).map(toPolicy)),
    get: (name, signal) =>
      call(name, async ({ iotHubResource }) =>
        toPolicy(await iotHubResource.getKeysForKeyName(resourceGroup, hub, name, callOptions(signal))),
      ),
    create: (name, rights, signal) =>
      change(rules => {
        if (rules.some(({ keyName }) => keyName.toLowerCase() === name.toLowerCase())) {
          throw new ResourceError({ kind: 'rejected', detail: `there is a policy "${name}" already.` });
        }
        const keys = { primaryKey: newKey(), secondaryKey: newKey() };
        // The service takes the rights in its own order, as one text.
        const text = accessRights.filter(right => rights.includes(right)).join(', ') as AccessRights;
        return [...rules, { keyName: name, ...keys, rights: text }];
      }, signal),
    delete: (name, signal) => change(rules => rules.filter(({ keyName }) => keyName !== name), signal),
    regenerate: (name, key, signal) =>
      change(rules => rules.map(rule => (rule.keyName === name ? { ...rule, [key]: newKey() } : rule)), signal),
  };
}

/** As the service makes them: 256 bits, base64. */
function newKey(): string {
  return randomBytes(32).toString('base64');
}

function toPolicy({ keyName, primaryKey = '', secondaryKey = '', rights }: Rule): AccessPolicy {
  const told = new Set(rights.split(/\s*,\s*/));
  return {
    name: keyName,
    rights: accessRights.filter(right => told.has(right)),
    primaryKey: new Secret(primaryKey),
    secondaryKey: new Secret(secondaryKey),
  };
}
