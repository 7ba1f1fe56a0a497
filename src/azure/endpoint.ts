import * as http from 'node:http';
import { Agent } from 'node:https';
import type { HubConnectionString } from '../domain/connectionString.ts';
import { type HubCredential, policyCredential } from './hubCredential.ts';
import type { TokenSource } from './tokenSource.ts';
import type { Secret } from '../domain/secret.ts';
import type { ContainerAddress } from '../domain/transfer/containerAddress.ts';

/** Where a hub is, whom to trust there, and what to show it. */
export interface HubEndpoint {
  /** Host and, if it is not 443, port: the name that connection strings carry. */
  readonly hostName: string;
  readonly credential: HubCredential;
  /** The authority that signed the hub's certificate, PEM. Absent: those that the system trusts. */
  readonly ca?: string;
}

/** A hub, or another service, of which the key of a policy is known. */
export interface KeyedEndpoint extends HubEndpoint {
  readonly connectionString: HubConnectionString;
}

/** Where a resource manager is, whom to trust there, and what to show it. */
export interface ManagementEndpoint {
  /** `https://management.azure.com`, or `https://localhost:PORT`. */
  readonly address: string;
  readonly tokens: TokenSource;
  /** Whose tokens it takes. Absent: those of the tenant that the person signed in to. */
  readonly tenantId?: string;
  /** The authority that signed its certificate, PEM. Absent: those that the system trusts. */
  readonly ca?: string;
}

/** A storage account, and whom to trust there. */
export interface StorageEndpoint {
  /** With the key of the account. */
  readonly connectionString: Secret;
  /** The authority that signed its certificate, PEM. Absent: those that the system trusts. */
  readonly ca?: string;
}

/** A container of a storage account, and whom to trust there. */
export interface ContainerEndpoint extends ContainerAddress {
  /** As of a {@link StorageEndpoint}. */
  readonly ca?: string;
}

/** How to reach an endpoint with `https.request`. */
export interface HttpsTarget {
  /** The host without its port: it is also the resource that a SAS is made for. */
  readonly host: string;
  /** Keeps connections open between requests. Absent where Node's own will do, or what VS Code puts in its place. */
  readonly agent?: Agent;
  /** Opens a connection for each request. Absent as `agent` is. */
  readonly freshAgent?: Agent;
}

export function hubEndpoint(connectionString: HubConnectionString, ca?: string): KeyedEndpoint {
  const { hostName } = connectionString;
  const credential = policyCredential(connectionString);
  return { hostName, credential, connectionString, ...(ca === undefined ? {} : { ca }) };
}

/**
 * The host that devices of a provisioning service ask: one for all in each cloud of Azure, which tells them apart by their
 * id scopes; on this machine, the service's own.
 */
export function deviceProvisioningHost({ hostName }: HubEndpoint): string {
  if (isLoopback(hostName)) return hostName;

  const cloud = /\.azure-devices-provisioning\.(?<cloud>cn|us)$/i.exec(hostName)?.groups?.['cloud'] ?? 'net';
  return `global.azure-devices-provisioning.${cloud}`;
}

/** A hub as its resource manager lists it: one on this machine has the authority of that resource manager. */
export function listedHubEndpoint(
  hostName: string,
  credential: HubCredential,
  { ca }: ManagementEndpoint,
): HubEndpoint {
  return { hostName, credential, ...(ca !== undefined && isLoopback(hostName) ? { ca } : {}) };
}

/** Whom to trust at a storage account that a resource manager lists: as for {@link listedHubEndpoint}. */
export function listedStorageTrust(blobEndpoint: string, { ca }: ManagementEndpoint): Pick<StorageEndpoint, 'ca'> {
  return ca !== undefined && isLoopback(URL.parse(blobEndpoint)?.host ?? '') ? { ca } : {};
}

/** The scope of tokens for the data of a hub: azure-iothub's, and that of the service in China. */
export function hubTokenScope(hostName: string): string {
  const isInChina = /\.azure-devices\.cn$/i.test(hostName);
  return `https://iothubs.${isInChina ? 'chinacloudapi.cn' : 'azure.net'}/.default`;
}

/** The scope of tokens for enrollments: azure-iot-provisioning-service's, and that of the service in China. */
export function provisioningTokenScope(hostName: string): string {
  const isInChina = /\.azure-devices-provisioning\.cn$/i.test(hostName);
  return `https://azure-devices-provisioning.${isInChina ? 'cn' : 'net'}/.default`;
}

/** True for a hub on this machine. */
export function isLoopback(hostName: string): boolean {
  return /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/i.test(hostName);
}

/** Connections to an address on this machine, for which no proxy is asked; nothing for other addresses. */
export function directAgent(address: string, ca?: string): http.Agent | undefined {
  const url = URL.parse(address);
  if (!url || !isLoopback(url.host)) return undefined;
  if (url.protocol === 'http:') return new http.Agent({ keepAlive: true });
  return new Agent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) });
}

/**
 * The one place that knows how a local endpoint differs from one in Azure: a port and an authority of its own. Both are
 * in the agent, because azure-iothub takes neither, and because the proxy support of VS Code keeps the agent of a caller
 * only if the host is `localhost`, and then only the port that stands in the agent's `port`. A hub of Azure has no agent:
 * with `http.proxySupport` at `on`, VS Code leads only such requests through a proxy.
 */
export function httpsTarget(endpoint: HubEndpoint): HttpsTarget {
  const [host = endpoint.hostName, port] = endpoint.hostName.split(':');
  if (endpoint.ca === undefined && !isLoopback(endpoint.hostName)) return { host };

  const options = {
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(isLoopback(endpoint.hostName) ? { host: '127.0.0.1', servername: 'localhost' } : {}),
    ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }),
  };

  return {
    host,
    agent: new Agent({ ...options, keepAlive: true }),
    freshAgent: new Agent({ ...options, keepAlive: false }),
  };
}
