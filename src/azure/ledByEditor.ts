import type { Pipeline, PipelinePolicy } from '@azure/core-rest-pipeline';
import { isLoopback } from './endpoint.ts';

/**
 * Has the editor lead what a pipeline of an official client sends. Neither the pipeline's own proxy settings nor its agent
 * may be in the way: with `http.proxySupport` at `on`, VS Code leads no request through a proxy that has an agent.
 */
export function ledByEditor(pipeline: Pick<Pipeline, 'addPolicy' | 'removePolicy'>): void {
  pipeline.removePolicy({ name: 'proxyPolicy' });
  pipeline.addPolicy(withoutAgent);
}

/** For clients that take policies, and not a pipeline. */
export const withoutAgent: PipelinePolicy = {
  name: 'withoutAgentPolicy',
  sendRequest(request, next) {
    // What is on this machine is asked for without a proxy.
    if (!isLoopback(new URL(request.url).host)) {
      request.requestOverrides = { ...request.requestOverrides, ...request.tlsSettings, agent: undefined };
    }
    return next(request);
  },
};
