import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { newKey } from '../iotHub/accessPolicy.ts';
import { SettingTable } from '../store/settingTable.ts';
import type { Store } from '../store/store.ts';

export interface AccessTokensOptions {
  /** Signs the tokens: 256 bits. */
  readonly key: Buffer;
  readonly tenantId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Why a header does not let in: the code and the words of Azure Resource Manager. */
export interface TokenProblem {
  readonly code: string;
  readonly message: string;
}

/** For whom tokens for the data of hubs are: the scope of azure-iothub without its `/.default`. */
export const hubAudience = 'https://iothubs.azure.net';

/** For whom tokens for enrollments and registrations are: the scope of azure-iot-provisioning-service without its `/.default`. */
export const provisioningAudience = 'https://azure-devices-provisioning.net';

/** How long a token is good, and how long before its end the next start of the process makes another. */
export const tokenLifetime = { days: 365, renewBeforeDays: 180 } as const;

/** True for a header that shows a token, and not a signature. */
export function isBearer(authorization: string | undefined): boolean {
  return /^Bearer /i.test(authorization ?? '');
}

const daySeconds = 24 * 60 * 60;
/** Clocks may differ by so much: what Azure allows. */
const skewSeconds = 300;
const header = { typ: 'JWT', alg: 'HS256' } as const;
const headerSchema = z.object({ alg: z.literal(header.alg) });
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number(),
});
type Claims = z.infer<typeof claimsSchema>;

/**
 * Bearer tokens of this machine's tenant: JSON Web Tokens as Entra ID's are, signed with a key of the data folder
 * (RFC 7519; HS256 and nothing else), each for one audience. The refusals are Azure Resource Manager's.
 */
export class AccessTokens {
  readonly #options: AccessTokensOptions;

  constructor(options: AccessTokensOptions) {
    this.#options = options;
  }

  /** The tenant of a data folder and its key, which are made when they are missing. */
  static open(catalogue: Store, now: () => number = Date.now): AccessTokens {
    const settings = new SettingTable(catalogue);
    const tenantId = settings.getOrMake('tenantId', randomUUID);
    const key = Buffer.from(settings.getOrMake('tokenKey', newKey), 'base64');
    return new AccessTokens({ key, tenantId, now });
  }

  get tenantId(): string {
    return this.#options.tenantId;
  }

  issue(audience: string): string {
    const { tenantId } = this;
    const nowSeconds = this.#nowSeconds;
    const exp = nowSeconds + tokenLifetime.days * daySeconds;
    const claims = { iss: this.#issuer, aud: audience, iat: nowSeconds, nbf: nowSeconds, exp, tid: tenantId };
    const signed = `${encode(header)}.${encode(claims)}`;

    return `${signed}.${this.#sign(signed).toString('base64url')}`;
  }

  /** True if a token is good and will be for a while. */
  isFresh(token: string, audience: string): boolean {
    const claims = this.#read(token);
    if (!claims || this.#problemOf(claims, audience)) return false;
    return claims.exp - this.#nowSeconds > tokenLifetime.renewBeforeDays * daySeconds;
  }

  /** Judges the `Authorization` header of a request to `audience`. */
  problem(authorization: string | undefined, audience: string): TokenProblem | undefined {
    if (!authorization) {
      return {
        code: 'AuthenticationFailed',
        message: "Authentication failed. The 'Authorization' header is missing.",
      };
    }
    const token = /^Bearer (?<token>\S+)$/i.exec(authorization)?.groups?.['token'];
    if (token === undefined) {
      return {
        code: 'AuthenticationFailedInvalidHeader',
        message: "Authentication failed. The 'Authorization' header is provided in an invalid format.",
      };
    }
    const claims = this.#read(token);
    return claims
      ? this.#problemOf(claims, audience)
      : { code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' };
  }

  /** The claims of a token that this tenant signed; nothing for any other text. */
  #read(token: string): Claims | undefined {
    const [head = '', body = '', signature = '', ...more] = token.split('.');
    const wanted = this.#sign(`${head}.${body}`);
    const given = Buffer.from(signature, 'base64url');
    const isSigned = given.length === wanted.length && timingSafeEqual(given, wanted);
    if (more.length > 0 || !isSigned || !headerSchema.safeParse(decode(head)).success) return undefined;

    return claimsSchema.safeParse(decode(body)).data;
  }

  #problemOf({ iss, aud, exp, nbf }: Claims, audience: string): TokenProblem | undefined {
    const nowSeconds = this.#nowSeconds;
    const issuer = this.#issuer;
    if (aud.replace(/\/$/, '') !== audience) {
      const message = `The access token has been obtained for wrong audience or resource '${aud}'. It should exactly match with one of the allowed audiences '${audience}'.`;
      return { code: 'InvalidAuthenticationTokenAudience', message };
    }
    if (iss !== issuer) {
      const message = `The access token is from the wrong issuer '${iss}'. It must match the tenant '${issuer}' associated with this subscription.`;
      return { code: 'InvalidAuthenticationTokenTenant', message };
    }
    if (exp <= nowSeconds) {
      const message = `The access token expiry UTC time '${timeOf(exp)}' is earlier than current UTC time '${timeOf(nowSeconds)}'.`;
      return { code: 'ExpiredAuthenticationToken', message };
    }
    if (nbf > nowSeconds + skewSeconds) {
      const message = `The access token is not valid before '${timeOf(nbf)}'.`;
      return { code: 'InvalidAuthenticationToken', message };
    }
    return undefined;
  }

  #sign(text: string): Buffer {
    return createHmac('sha256', this.#options.key).update(text).digest();
  }

  get #issuer(): string {
    return `https://sts.windows.net/${this.tenantId}/`;
  }

  get #nowSeconds(): number {
    return Math.floor(this.#options.now() / 1000);
  }
}

function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Nothing for text that is not JSON. */
function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
