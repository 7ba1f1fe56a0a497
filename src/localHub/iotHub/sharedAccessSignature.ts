import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of `SharedAccessSignature sr=…&sig=…&se=…[&skn=…]`. */
export interface SharedAccessSignature {
  /** `sr` exactly as sent: the signature covers this text, encoded or not. */
  readonly signedResource: string;
  /** What `sr` names, decoded, lower-case host first: `host[:port]/devices/id`. */
  readonly resource: string;
  readonly signature: Buffer;
  /** Seconds since 1970, as sent. */
  readonly expiry: string;
  readonly keyName: string | undefined;
}

const prefix = 'SharedAccessSignature ';

/** Reads a token; gives nothing for a text that is none. */
export function parseSharedAccessSignature(token: string): SharedAccessSignature | undefined {
  if (!token.startsWith(prefix)) return undefined;

  const fields = new Map(token.slice(prefix.length).split('&').map(splitField));
  const signedResource = fields.get('sr');
  const expiry = fields.get('se');
  const signature = decode(fields.get('sig') ?? '');
  const resource = decode(signedResource ?? '');
  if (!signedResource || !resource || !signature || !expiry || !/^\d{1,12}$/.test(expiry)) return undefined;

  return {
    signedResource,
    resource,
    signature: Buffer.from(signature, 'base64'),
    expiry,
    keyName: decode(fields.get('skn') ?? '') || undefined,
  };
}

/** When the token ends, in milliseconds since 1970. */
export function expiresAtMs(token: SharedAccessSignature): number {
  return Number(token.expiry) * 1000;
}

/** True if one of the keys (base64) made the signature: HMAC-SHA256 over `sr` as sent, a line feed and `se`. */
export function isSignedBy(token: SharedAccessSignature, keys: readonly string[]): boolean {
  const text = `${token.signedResource}\n${token.expiry}`;

  return keys.some(key => {
    const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest();
    return expected.length === token.signature.length && timingSafeEqual(expected, token.signature);
  });
}

/**
 * Cuts `host[:port]/path` after the host. The audience may be any name of the hub, with or without a port: the port is
 * dropped and the host made lower case.
 */
export function splitAudience(resource: string): { readonly host: string; readonly path: string } {
  const slash = resource.indexOf('/');
  const authority = slash < 0 ? resource : resource.slice(0, slash);

  return {
    host: authority.replace(/:\d+$/, '').toLowerCase(),
    path: slash < 0 ? '' : resource.slice(slash).replace(/\/$/, ''),
  };
}

function splitField(field: string): [string, string] {
  const equals = field.indexOf('=');
  return equals < 0 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
