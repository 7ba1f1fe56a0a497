import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '../../domain/device.ts';
import { HubError } from '../../domain/hubError.ts';
import type { IdentityAddress } from '../../domain/identityAddress.ts';
import type { IdentityChange } from '../../domain/identityChange.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { HubCalls } from './hubCalls.ts';
import { readIdentity } from './identities.ts';
import { authenticationBody } from './identityBody.ts';
import { identityPath } from './identityPath.ts';
import { UnreadableAnswer } from './unreadableAnswer.ts';

/** How often an identity that others change at the same time is read anew. */
const mostTries = 3;

/** An identity as the service writes it. */
type Body = Readonly<Record<string, unknown>>;

/**
 * Reads an identity, changes it and writes all of it back with its etag: whatever a `PUT` does not name, keys among it,
 * the service makes anew. That the etag does not match can also be the work of an earlier try whose answer was lost.
 */
export async function updateIdentity(
  calls: HubCalls,
  address: IdentityAddress,
  change: (identity: Identity) => IdentityChange,
  signal?: AbortSignal,
): Promise<Identity> {
  let wanted: Body | undefined;
  for (let attempt = 1; ; attempt++) {
    const current = await read(calls, address, signal);
    const identity = readIdentity(address, current);
    if (wanted && saysTheSame(current, wanted)) return identity;

    wanted = changed(current, change(identity));
    try {
      return await write(calls, address, wanted, identity.etag, signal);
    } catch (error) {
      if (attempt === mostTries || !HubError.is(error, 'etagMismatch')) throw error;
    }
  }
}

function read(calls: HubCalls, address: IdentityAddress, signal?: AbortSignal): Promise<Body> {
  return calls.run({
    subject: address,
    signal,
    async send(sdk) {
      const answer = await sdk.get(identityPath(address));
      if (!isJsonObject(answer)) throw new UnreadableAnswer('The identity is no object.');
      return answer;
    },
  });
}

function write(
  calls: HubCalls,
  address: IdentityAddress,
  body: Body,
  etag: string,
  signal?: AbortSignal,
): Promise<Identity> {
  return calls.run({
    subject: address,
    signal,
    send: async sdk => readIdentity(address, await sdk.put(identityPath(address), body, etag)),
  });
}

function changed(current: Body, { status, authentication, parentScope }: IdentityChange): Body {
  return {
    ...current,
    ...(status ? { status: status.status, statusReason: status.statusReason ?? null } : {}),
    ...(authentication ? { authentication: authenticationBody(authentication) } : {}),
    ...(parentScope === undefined ? {} : scopes(current, parentScope)),
  };
}

/** An edge device keeps the scope that is its own. */
function scopes({ capabilities, deviceScope }: Body, parentScope: string | null): Body {
  const isEdge = isJsonObject(capabilities) && capabilities['iotEdge'] === true;
  return {
    deviceScope: isEdge ? deviceScope : (parentScope ?? ''),
    parentScopes: parentScope === null ? [] : [parentScope],
  };
}

function saysTheSame(current: Body, wanted: Body): boolean {
  return (
    ['status', 'statusReason', 'deviceScope', 'parentScopes'].every(name =>
      isDeepStrictEqual(current[name], wanted[name]),
    ) && isDeepStrictEqual(keysIn(current), keysIn(wanted))
  );
}

/** The service adds members to the authentication that it is given. */
function keysIn({ authentication }: Body): unknown {
  if (!isJsonObject(authentication)) return undefined;
  return authentication['type'] === 'sas' ? authentication['symmetricKey'] : authentication['x509Thumbprint'];
}
