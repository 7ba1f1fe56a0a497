import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type ProxyProblem, refusedByProxy } from '../../domain/network/proxyProblem.ts';
import type { ProxySettings } from '../../domain/network/proxySettings.ts';
import { ProxyError } from './proxyError.ts';

type Target = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** OpenSSL's and Node's words for a certificate that does not hold. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)/;

/** Opens connections through a proxy, and remembers why one was not opened: the device SDK says something else of it. */
export class TunnelAgent extends HttpsProxyAgent<string> {
  problem: ProxyError | undefined;

  /** @throws ProxyError `unusable` */
  constructor(
    { url, authorization, strictSsl }: ProxySettings,
    private readonly place: string,
  ) {
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new ProxyError({ kind: 'unusable' }, place);
    const headers = authorization === undefined ? {} : { 'Proxy-Authorization': authorization };
    super(url, { headers, rejectUnauthorized: strictSsl });
  }

  override async connect(request: ClientRequest, target: Target): Promise<Socket> {
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      this.problem = statusCode === 200 ? undefined : new ProxyError(refusedByProxy(statusCode), this.place);
    });
    try {
      return await super.connect(request, target);
    } catch (cause) {
      this.problem = new ProxyError(problemOf(cause), this.place, { cause });
      throw this.problem;
    }
  }
}

function problemOf(error: unknown): ProxyProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { kind: untrusted.test(code) ? 'untrusted' : 'unreachable' };
}
