import https, { type AgentOptions } from 'node:https';
import type { TestProxy } from './testProxy.ts';

/** Node's own agent leads requests that have none through a proxy, as VS Code does, until this is disposed. */
export function leadThrough(proxy: TestProxy): Disposable {
  const before = https.globalAgent;
  const options: AgentOptions & { proxyEnv: NodeJS.ProcessEnv } = { proxyEnv: { HTTPS_PROXY: proxy.url() } };
  https.globalAgent = new https.Agent(options);
  return {
    [Symbol.dispose]() {
      https.globalAgent = before;
    },
  };
}
