import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { ArmFault } from './armFault.ts';

export interface AccessTokensOptions {
  /** Signs the tokens: 256 bits. */
  readonly key: Buffer;
  readonly tenantId: string;
  /** The resource manager's own address, for which the official clients ask: `https://localhost:PORT`. */
  readonly audience: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long a token is good, and how long before its end the next start of the process makes another. */
export const tokenLifetime = { days: 365, renewBeforeDays: 180 } as const;

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

/**
 * Bearer tokens for the resource manager: JSON Web Tokens as Entra ID's are, signed with a key of the data folder
 * (RFC 7519; HS256 and nothing else). The refusals are Azure Resource Manager's.
 */
export class AccessTokens {
  readonly #options: AccessTokensOptions;

  constructor(options: AccessTokensOptions) {
    this.#options = options;
  }

  issue(): string {
    const { tenantId, audience } = this.#options;
    const nowSeconds = this.#nowSeconds;
    const exp = nowSeconds + tokenLifetime.days * daySeconds;
    const claims = { iss: issuerOf(tenantId), aud: audience(), iat: nowSeconds, nbf: nowSeconds, exp, tid: tenantId };
    const signed = `${encode(header)}.${encode(claims)}`;

    return `${signed}.${this.#sign(signed).toString('base64url')}`;
  }

  /** True if a token is good and will be for a while. */
  isFresh(token: string): boolean {
    try {
      const claims = this.#read(token);
      this.#judge(claims);
      return claims.exp - this.#nowSeconds > tokenLifetime.renewBeforeDays * daySeconds;
    } catch (error) {
      if (error instanceof ArmFault) return false;
      throw error;
    }
  }

  /** Judges the header of a request. @throws ArmFault 401, with a challenge, as Azure's. */
  check(authorization: string | undefined): void {
    if (!authorization) {
      throw this.#refused('AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
    }
    const token = /^Bearer (?<token>\S+)$/i.exec(authorization)?.groups?.['token'];
    if (token === undefined) {
      throw this.#refused(
        'AuthenticationFailedInvalidHeader',
        "Authentication failed. The 'Authorization' header is provided in an invalid format.",
      );
    }
    this.#judge(this.#read(token));
  }

  #read(token: string): z.infer<typeof claimsSchema> {
    const [head = '', body = '', signature = '', ...more] = token.split('.');
    const wanted = this.#sign(`${head}.${body}`);
    const given = Buffer.from(signature, 'base64url');
    const isSigned = given.length === wanted.length && timingSafeEqual(given, wanted);
    const claims = claimsSchema.safeParse(decode(body));
    if (more.length > 0 || !isSigned || !headerSchema.safeParse(decode(head)).success || !claims.success) {
      throw this.#refused('InvalidAuthenticationToken', 'The access token is invalid.');
    }
    return claims.data;
  }

  #judge({ iss, aud, exp, nbf }: z.infer<typeof claimsSchema>): void {
    const { tenantId, audience } = this.#options;
    const nowSeconds = this.#nowSeconds;
    const issuer = issuerOf(tenantId);
    if (aud.replace(/\/$/, '') !== audience()) {
      const message = `The access token has been obtained for wrong audience or resource '${aud}'. It should exactly match with one of the allowed audiences '${audience()}'.`;
      throw this.#refused('InvalidAuthenticationTokenAudience', message);
    }
    if (iss !== issuer) {
      const message = `The access token is from the wrong issuer '${iss}'. It must match the tenant '${issuer}' associated with this subscription.`;
      throw this.#refused('InvalidAuthenticationTokenTenant', message);
    }
    if (exp <= nowSeconds) {
      const message = `The access token expiry UTC time '${timeOf(exp)}' is earlier than current UTC time '${timeOf(nowSeconds)}'.`;
      throw this.#refused('ExpiredAuthenticationToken', message);
    }
    if (nbf > nowSeconds + skewSeconds) {
      throw this.#refused('InvalidAuthenticationToken', `The access token is not valid before '${timeOf(nbf)}'.`);
    }
  }

  #refused(code: string, message: string): ArmFault {
    const challenge = `Bearer authorization_uri="https://login.microsoftonline.com/${this.#options.tenantId}", error="invalid_token", error_description="${message}"`;
    return new ArmFault(401, code, message, { 'www-authenticate': challenge });
  }

  #sign(text: string): Buffer {
    return createHmac('sha256', this.#options.key).update(text).digest();
  }

  get #nowSeconds(): number {
    return Math.floor(this.#options.now() / 1000);
  }
}

function issuerOf(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
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
