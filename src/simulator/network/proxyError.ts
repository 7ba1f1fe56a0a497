import { type ProxyProblem, describeProxyProblem } from '../../domain/network/proxyProblem.ts';

/** A proxy did not let a device through. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  constructor(problem: ProxyProblem, place: string, options?: ErrorOptions) {
    super(describeProxyProblem(problem, place), options);
  }
}
