import type { AccessTokens } from '../tokens/accessTokens.ts';
import { ArmFault } from './armFault.ts';

/** Judges the `Authorization` header of a request to `audience`. @throws ArmFault 401, with a challenge, as Azure's. */
export function checkToken(tokens: AccessTokens, authorization: string | undefined, audience: string): void {
  const problem = tokens.problem(authorization, audience);
  if (!problem) return;

  const { code, message } = problem;
  const challenge = `Bearer authorization_uri="https://login.microsoftonline.com/${tokens.tenantId}", error="invalid_token", error_description="${message}"`;
  throw new ArmFault(401, code, message, { 'www-authenticate': challenge });
}
