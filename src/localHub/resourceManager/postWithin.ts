import { findRoute } from '../protocols/https/router.ts';
import { ArmFault } from './armFault.ts';
import type { ArmContext } from './armRequest.ts';
import { armRoutes } from './armRoutes.ts';

/** Answers a POST of the resource manager to itself, of a template's `listKeys(…)` and the like. @throws ArmFault */
export async function postWithin(arm: ArmContext, path: string, body: unknown): Promise<unknown> {
  const match = findRoute(armRoutes, 'POST', path);
  if (match.kind !== 'found') {
    throw new ArmFault(404, 'InvalidResourceType', `This resource manager does not serve POST ${path}.`);
  }
  const request = { path: match.path, query: new URLSearchParams(), header: () => undefined, json: () => body ?? {} };
  const answer = await match.route.answer({ ...request, arm, pathname: path });
  return answer.body;
}
