/** What a proxy did instead of letting somebody through. */
export type ProxyProblem =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'wantsCredentials' }
  | { readonly kind: 'refuses'; readonly httpStatus: number }
  /** It is none that speaks HTTP. */
  | { readonly kind: 'unusable' };

/** HTTP's own status for a proxy that wants to know who asks (RFC 9110, 15.5.8). */
const proxyAuthenticationRequired = 407;

/** The problem that the answer of a proxy to CONNECT tells of. */
export function refusedByProxy(httpStatus: number): ProxyProblem {
  return httpStatus === proxyAuthenticationRequired ? { kind: 'wantsCredentials' } : { kind: 'refuses', httpStatus };
}

/** The sentence of a problem on the way to `place`. */
export function describeProxyProblem(problem: ProxyProblem, place: string): string {
  switch (problem.kind) {
    case 'unreachable':
      return `The proxy on the way to ${place} does not answer. Check the setting http.proxy or the variable HTTPS_PROXY, and whether the proxy runs.`;
    case 'untrusted':
      return `The certificate of the proxy on the way to ${place} is not trusted. Add its authority to those of this machine.`;
    case 'wantsCredentials':
      return `The proxy on the way to ${place} wants a user name and a password, or does not take those that it got. Put them into the setting http.proxy: http://USER:PASSWORD@HOST:PORT.`;
    case 'refuses':
      return `The proxy does not let this machine through to ${place} (HTTP ${problem.httpStatus}). Ask who runs the proxy, or add the host to the setting http.noProxy.`;
    case 'unusable':
      return `The proxy on the way to ${place} is none that devices can use: set one whose address begins with http:// or https://, or add the host to the setting http.noProxy.`;
  }
}
