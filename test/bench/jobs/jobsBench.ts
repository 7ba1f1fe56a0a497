import { makeAuthority } from '../../../src/localHub/certificates/authority.ts';
import { makeServerCertificate } from '../../../src/localHub/certificates/serverCertificate.ts';
import { type Figure, toFigure } from '../figure.ts';
import type { BareServer } from '../localHub/bareServer.ts';
import { BenchedHub } from '../localHub/benchedHub.ts';
import type { Progress } from '../run.ts';
import { startWorker } from '../worker.ts';
import { connectDoors } from './connectDoors.ts';
import { measureJob } from './measureJob.ts';
import { measurePace } from './measurePace.ts';

const deviceCount = 10_000;

/** How fast a job gets through its devices: as fast as they answer, or as slow as a tier wants it. */
export async function jobsBench(progress: Progress): Promise<readonly Figure[]> {
  const measurements = [...(await measureUnlimited(progress)), await measurePace(progress)];
  return measurements.map(measurement => toFigure('jobs', measurement));
}

/** The same processes hold a connection to the hub and one to the bare server for each device. */
async function measureUnlimited(progress: Progress) {
  progress('Starting the local hub and the bare server…');
  await using hub = await BenchedHub.start();
  await using bareServer = startWorker<BareServer>(new URL('../localHub/bareServer.ts', import.meta.url));
  const authority = await makeAuthority(Date.now());
  const certificate = await makeServerCertificate(authority, [], Date.now());
  const bare = { ...(await bareServer.ask('listen', certificate)), ca: authority.certificate.toString('pem') };
  await hub.createDevices(deviceCount);
  progress(`Connecting ${deviceCount} SDK devices to both…`);
  const places = [
    { ca: bare.ca, connectionStrings: hub.connectionStrings(deviceCount, bare.port) },
    { ca: hub.target.ca, connectionStrings: hub.connectionStrings(deviceCount) },
  ];
  await using doors = await connectDoors(deviceCount, places, progress);

  return await measureJob(hub, bareServer, doors.deviceIds, progress);
}
