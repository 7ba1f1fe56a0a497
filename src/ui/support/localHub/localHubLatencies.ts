import * as vscode from 'vscode';
import * as z from 'zod/mini';

const latencies = z.record(z.string(), z.int().check(z.gte(0), z.lte(999_999)));

/**
 * How far hubs are that are started from here, in milliseconds by name, for provisioning by the lowest latency: the
 * setting `iotHub.localHub.latencies`. Undefined for a hub of which it says nothing.
 */
export function localHubLatencies(hubNames: readonly string[]): ReadonlyMap<string, number | undefined> {
  const { data = {} } = latencies.safeParse(vscode.workspace.getConfiguration().get('iotHub.localHub.latencies'));
  return new Map(hubNames.map(name => [name, data[name]]));
}
