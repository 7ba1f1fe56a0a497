import { type Authority, makeAuthority } from '../../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../../src/localHub/certificates/serverCertificate.ts';
import { type Figure, type Measurement, toFigure } from '../figure.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import type { AedesBroker } from './aedesBroker.ts';
import type { BareServer } from './bareServer.ts';
import { BenchedHub } from './benchedHub.ts';
import { measureConnections } from './measureConnections.ts';
import { measureMethods } from './measureMethods.ts';
import { measureTelemetry } from './measureTelemetry.ts';

const deviceCount = 1000;

/** What the local hub does in a second, next to aedes and to the least that an MQTT server can do. */
export async function localHubBench(progress: Progress): Promise<readonly Figure[]> {
  progress('Starting the local hub, aedes and the bare server…');
  await using hub = await BenchedHub.start();
  await using aedesBroker = startWorker<AedesBroker>(new URL('aedesBroker.ts', import.meta.url));
  await using bareServer = startWorker<BareServer>(new URL('bareServer.ts', import.meta.url));
  const authority = await makeAuthority(Date.now());
  const certificate = await makeServerCertificate(authority, [], Date.now());
  const ca = pem(authority);
  const aedes = { ...(await aedesBroker.ask('listen', certificate)), ca };
  const bare = { ...(await bareServer.ask('listen', certificate)), ca };
  await hub.createDevices(deviceCount);

  const measurements: readonly Measurement[] = [
    ...(await measureConnections(hub, bare, deviceCount, progress)),
    ...(await measureTelemetry(hub, { aedes, bare }, progress)),
    ...(await measureMethods(hub, { target: bare, server: bareServer }, progress)),
  ];
  return measurements.map(measurement => toFigure('localHub', measurement));
}

function pem({ certificate }: Authority): string {
  return certificate.toString('pem');
}
