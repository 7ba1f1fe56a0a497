/** A proxy, and who is reached without it: as VS Code has them in its settings, or a process in its environment. */
export interface ProxySettings {
  /** `http://[USER:PASSWORD@]HOST[:PORT]`. It may hold a secret. */
  readonly url: string;
  /** Hosts, with their subdomains, and perhaps a port; `*` for all. */
  readonly noProxy: readonly string[];
  /** What to send as `Proxy-Authorization`. */
  readonly authorization?: string | undefined;
  /** False trusts a proxy whose certificate does not hold. */
  readonly strictSsl: boolean;
}

/** Nobody reaches the own machine through a proxy. */
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const httpsPort = '443';

/** The proxy for `hostName`, if it is reached through one. The rules for exceptions are those of VS Code. */
export function proxyFor(hostName: string, settings: ProxySettings | undefined): ProxySettings | undefined {
  const { host, port } = splitPort(hostName.toLowerCase());
  if (!settings || loopback.has(host)) return undefined;
  return settings.noProxy.some(entry => covers(entry.trim().toLowerCase(), host, port)) ? undefined : settings;
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const { host: name, port: onlyPort } = splitPort(entry, '');
  const domain = name.startsWith('.') ? name : `.${name}`;
  return name !== '' && `.${host}`.endsWith(domain) && (onlyPort === '' || onlyPort === port);
}

function splitPort(text: string, otherwise = httpsPort): { readonly host: string; readonly port: string } {
  const { host = text, port = otherwise } = /^(?<host>.*?)(?::(?<port>\d+))?$/.exec(text)?.groups ?? {};
  return { host, port };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that an environment names, by the variables that VS Code reads, in its order. */
export function environmentProxy(environment: Environment): ProxySettings | undefined {
  const url = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].map(name => environment[name]).find(Boolean);
  return url === undefined ? undefined : { url, noProxy: environmentNoProxy(environment), strictSsl: true };
}

export function environmentNoProxy(environment: Environment): readonly string[] {
  const list = environment['no_proxy'] || environment['NO_PROXY'] || '';
  return list
    .split(',')
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}
