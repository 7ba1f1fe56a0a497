import type { RestRoute, ServiceResponse } from '../protocols/https/router.ts';
import { ArmFault } from './armFault.ts';
import { type ArmRequest, named } from './armRequest.ts';
import { type Policy, policyDocument } from './policyDocument.ts';
import { sameName } from './resourceIds.ts';

type PoliciesOf = (request: ArmRequest) => ReadonlyMap<string, Policy>;

/** The shared access policies of a service, with their keys. @param keysPath the part of the path before a policy: `keys`. */
export function policyRoutes(path: string, keysPath: string, policiesOf: PoliciesOf): readonly RestRoute<ArmRequest>[] {
  return [
    { method: 'POST', path: `${path}/listkeys`, answer: request => list(policiesOf(request)) },
    {
      method: 'POST',
      path: `${path}/${keysPath}/:policy/listkeys`,
      answer: request => ({ body: policyDocument(policyNamed(named(request, 'policy'), policiesOf(request))) }),
    },
  ];
}

function list(policies: ReadonlyMap<string, Policy>): ServiceResponse {
  return { body: { value: [...policies.values()].map(policyDocument) } };
}

function policyNamed(name: string, policies: ReadonlyMap<string, Policy>): Policy {
  const policy = [...policies.values()].find(known => sameName(known.name, name));
  if (policy) return policy;

  throw new ArmFault(404, 'NotFound', `The shared access policy '${name}' does not exist.`);
}
