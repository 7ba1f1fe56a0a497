/** Names of this machine. */
const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for the address of a webhook that a local service may call: HTTPS or HTTP, on this machine. */
export function isWebhook(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && ['https:', 'http:'].includes(url.protocol) && loopbackHosts.has(url.hostname);
}
