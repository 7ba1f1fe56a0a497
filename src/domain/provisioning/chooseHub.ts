import type { LinkedHub } from './candidateHubs.ts';

/**
 * Chooses by weight, always the same hub for the same device: each hub draws a number that depends on itself and the
 * device alone, so that a hub that comes or goes moves no device between the others. Undefined only for no hubs.
 * The service's own hash is not documented; only the shares are the same.
 */
export function hubByHash(hubs: readonly LinkedHub[], registrationId: string): LinkedHub | undefined {
  const device = registrationId.toLowerCase();
  return best(hubs, hub => Math.log(draw(`${hub.hostName.toLowerCase()}\n${device}`)) / hub.allocationWeight);
}

/**
 * Chooses the hub with the lowest latency; of several that are as near, by hash.
 * @param latenciesMs by host name in lower case; a hub that is not there is farther than all that are.
 */
export function hubByLatency(
  hubs: readonly LinkedHub[],
  registrationId: string,
  latenciesMs: ReadonlyMap<string, number>,
): LinkedHub | undefined {
  const latencyOf = (hub: LinkedHub) => latenciesMs.get(hub.hostName.toLowerCase()) ?? Infinity;
  const lowest = Math.min(...hubs.map(latencyOf));

  return hubByHash(
    hubs.filter(hub => latencyOf(hub) === lowest),
    registrationId,
  );
}

function best(hubs: readonly LinkedHub[], score: (hub: LinkedHub) => number): LinkedHub | undefined {
  const scored = hubs.map(hub => ({ hub, score: score(hub) }));
  return scored.toSorted((a, b) => b.score - a.score)[0]?.hub;
}

/** A number above 0 and below 1 that looks random and depends on the text alone: FNV-1a, and MurmurHash3's last mix. */
function draw(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);

  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}
