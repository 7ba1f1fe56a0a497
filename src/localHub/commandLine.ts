import { parseArgs } from 'node:util';
import type { Tier } from '../protocol/localHub.ts';
import { tiers } from '../protocol/localHub.ts';

/** A hub to serve, or another service. Without a port it keeps the one that it had before. */
export interface HubRequest {
  readonly name: string;
  readonly port?: number;
}

export interface ServeOptions {
  /** `memory` keeps nothing; absent for the folder in the user's data directory. */
  readonly data?: string;
  readonly hubs: readonly HubRequest[];
  /** Device provisioning services. */
  readonly dps: readonly HubRequest[];
  /** Milliseconds to hubs, by name, for provisioning by the lowest latency; undefined to forget them. */
  readonly latenciesMs: ReadonlyMap<string, number | undefined>;
  readonly tier: Tier;
  readonly standardPorts: boolean;
  readonly json: boolean;
}

export type CommandLine =
  | { readonly kind: 'serve'; readonly options: ServeOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** One sentence for the person who typed it. */
  | { readonly kind: 'wrong'; readonly sentence: string };

/** The hub that is served when none is named. */
const defaultHub: HubRequest = { name: 'local' };

export const help = `Serves Azure IoT hubs on this machine.

  node localHub.js serve [--data DIR] [--hub NAME[:PORT]]... [--dps NAME[:PORT]]... [--latency HUB=MS]...
                         [--tier TIER] [--standard-ports] [--json]

  --data DIR          where devices, keys and certificates are kept; "memory" keeps nothing
                      (without it: a folder of its own in your data directory)
  --hub NAME[:PORT]   a hub to serve, as often as you like (without it: "${defaultHub.name}"); a hub keeps its port
  --dps NAME[:PORT]   a device provisioning service for all hubs, as often as you like; it keeps its port and id scope
  --latency HUB=MS    how far a hub is, for provisioning by the lowest latency; kept until it is named again,
                      with none as MS to forget it
  --tier TIER         the limits to keep to: ${tiers.join(', ')} (without it: unlimited)
  --standard-ports    the first hub listens on 443 and 8883, too
  --json              prints one line on stdout once every port is open: addresses, connection strings, authority
  --help, --version

LOCAL_HUB_LOG=debug in the environment logs more to stderr.
`;

/** Reads the arguments after the script's name. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const parsed = parse(args);
  if (typeof parsed === 'string') return wrong(parsed);

  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, surplus] = positionals;
  if (command !== 'serve')
    return wrong(command === undefined ? 'Say what to do: serve' : `"${command}" is no command: there is "serve"`);
  if (surplus !== undefined) return wrong(`"${surplus}" is one word too many`);

  return serve(values);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        hub: { type: 'string', multiple: true },
        dps: { type: 'string', multiple: true },
        latency: { type: 'string', multiple: true },
        tier: { type: 'string' },
        'standard-ports': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    // Node's own text is a sentence and advice; the sentence is enough.
    return error instanceof Error ? (error.message.split('. ', 1)[0] ?? '') : String(error);
  }
}

type Values = Exclude<ReturnType<typeof parse>, string>['values'];

function serve(values: Values): CommandLine {
  const { data, tier = 'unlimited' } = values;
  if (data === '') return wrong('--data needs a folder');
  if (!isTier(tier)) return wrong(`"${tier}" is no tier: there are ${tiers.join(', ')}`);
  const hubs = parseRequests(values.hub ?? [], 'hub');
  if (typeof hubs === 'string') return wrong(hubs);
  const dps = parseRequests(values.dps ?? [], 'provisioning service');
  if (typeof dps === 'string') return wrong(dps);
  const shared = dps.find(({ port }) => port !== undefined && hubs.some(hub => hub.port === port));
  const latenciesMs = parseLatencies(values.latency ?? []);
  if (typeof latenciesMs === 'string') return wrong(latenciesMs);
  if (shared) return wrong(`A hub and a provisioning service cannot share port ${shared.port}`);

  return {
    kind: 'serve',
    options: {
      ...(data !== undefined && { data }),
      hubs: hubs.length === 0 ? [defaultHub] : hubs,
      dps,
      latenciesMs,
      tier,
      standardPorts: values['standard-ports'] ?? false,
      json: values.json ?? false,
    },
  };
}

type What = 'hub' | 'provisioning service';

function parseRequests(texts: readonly string[], what: What): readonly HubRequest[] | string {
  const requests: HubRequest[] = [];
  for (const text of texts) {
    const request = parseRequest(text, what);
    if (typeof request === 'string') return request;
    // Names are parts of host names, in which case does not count.
    if (requests.some(({ name }) => name.toLowerCase() === request.name.toLowerCase())) {
      return `"${request.name}" is there twice`;
    }
    if (request.port && requests.some(({ port }) => port === request.port)) {
      return `Two ${what}s cannot share port ${request.port}`;
    }
    requests.push(request);
  }
  return requests;
}

const requestPattern = /^(?<name>[^:]*)(?::(?<port>.*))?$/s;
/** IoT Hub, "Naming rules". */
export const hubNamePattern = /^(?=.{3,50}$)[a-z\d](?:[a-z\d-]*[a-z\d])?$/i;
const portPattern = /^\d{1,5}$/;

/** `NAME` or `NAME:PORT`, or what is wrong with it. */
function parseRequest(text: string, what: What): HubRequest | string {
  const { name = '', port } = requestPattern.exec(text)?.groups ?? {};
  if (!hubNamePattern.test(name)) {
    return `"${name}" is no name for a ${what}: it needs 3 to 50 letters, digits and, between them, dashes`;
  }
  if (port === undefined) return { name };
  if (!portPattern.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    return `"${port}" is no port for ${what} "${name}"`;
  }

  return { name, port: Number(port) };
}

const latencyPattern = /^(?<hub>[^=]+)=(?<ms>\d{1,6}|none)$/;

function parseLatencies(texts: readonly string[]): ReadonlyMap<string, number | undefined> | string {
  const latencies = new Map<string, number | undefined>();
  for (const text of texts) {
    const { hub = '', ms } = latencyPattern.exec(text)?.groups ?? {};
    if (ms === undefined) return `"${text}" is no latency: it needs a hub's name, "=" and milliseconds or "none"`;
    latencies.set(hub, ms === 'none' ? undefined : Number(ms));
  }
  return latencies;
}

function isTier(text: string): text is Tier {
  return tiers.some(tier => tier === text);
}

function wrong(problem: string): CommandLine {
  return { kind: 'wrong', sentence: `${problem}. Try --help.` };
}
