import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { mapConcurrently } from '../../../domain/mapConcurrently.ts';
import {
  type DeviceMove,
  type MovingDevice,
  inState,
  missing,
  moveMembers,
  withMoveMembers,
  withRegistrations,
} from '../../../domain/provisioning/deviceMove.ts';
import { jsonEqual } from '../../../domain/jsonEqual.ts';
import type { Hub } from '../hub/hub.ts';
import { type Report, provisioningViewId, withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { isCancellation, logText, sentence } from '../showFailure.ts';
import { firstRegistrations, mostMoved } from './allRegistrations.ts';
import { changeDocument } from './changeDocument.ts';
import type { EnrollmentTarget } from './enrollmentTarget.ts';
import { hubsByHost } from './hubAt.ts';
import { createOwnEnrollment, findEnrollment } from './ownEnrollment.ts';

const callsAtOnce = 10;
const lookEveryMs = 1_500;
const responseTimeoutInSeconds = 30;

/** What a move works with, and whom it tells that enrollments and devices are not what they were. */
export interface MoveServices extends Pick<Services, 'hubs' | 'waits' | 'log' | 'deviceMoves'> {
  readonly enrollmentDocuments: Pick<Services['enrollmentDocuments'], 'accept'>;
  readonly provisioningTree: Pick<Services['provisioningTree'], 'refreshEnrollments'>;
  readonly hubTree: Pick<Services['hubTree'], 'refresh'>;
}

/**
 * Does a move, or goes on with it: changes the enrollment if it does not say so yet, asks the devices that are not there,
 * and watches until they are, or the person cancels. What was done is kept at each step. Gives the move as it ended.
 */
export async function runMove(
  services: MoveServices,
  target: EnrollmentTarget,
  begun: DeviceMove,
): Promise<DeviceMove> {
  let move = begun;
  const keep = async (next: DeviceMove) => {
    move = next;
    await services.deviceMoves.keep(move);
  };
  const title = vscode.l10n.t('Moving the devices of {0}', target.address.id);
  try {
    await keep({ ...move, state: 'stopped' });
    await withProgress(
      services.waits,
      title,
      async (signal, report) => {
        if (await changeEnrollment(services, target, move, signal)) {
          await keep(await lookAgain(target, move, signal));
          await keep(await askDevices(services, move, signal));
          await watch(target, { move: () => move, keep, report }, signal);
          await keep(await finish(services, target, move, signal));
        }
        await keep({ ...move, state: 'done' });
      },
      provisioningViewId,
    );
  } catch (error) {
    if (!isCancellation(error)) throw error;
  } finally {
    services.provisioningTree.refreshEnrollments(target.service, target.address.kind);
    if (move.group !== undefined) services.provisioningTree.refreshEnrollments(target.service, 'group');
    services.hubTree.refresh();
  }
  return move;
}

/** False if there is nothing more to do: the enrollment that a move made is gone, on the way back. */
async function changeEnrollment(
  services: MoveServices,
  target: EnrollmentTarget,
  { reason, group, after }: DeviceMove,
  signal: AbortSignal,
): Promise<boolean> {
  const record = await findEnrollment(target, signal);
  if (!record && group !== undefined) {
    if (reason === 'back') return false;
    await createOwnEnrollment(target, { group, members: after }, signal);
  } else if (!record || !jsonEqual(moveMembers(record.document), after)) {
    await changeDocument(services, target, now => withMoveMembers(now, after), signal);
  }
  return true;
}

async function lookAgain(target: EnrollmentTarget, move: DeviceMove, signal: AbortSignal): Promise<DeviceMove> {
  return withRegistrations(move, await firstRegistrations(target, mostMoved, signal));
}

/** Each device is asked on the hub where it was last seen. One that cannot be asked does not keep others from it. */
async function askDevices(services: MoveServices, move: DeviceMove, signal: AbortSignal): Promise<DeviceMove> {
  const { trigger } = move;
  if (trigger.kind === 'none') return move;

  const byHost = await hubsByHost(services.hubs);
  const devices = await mapConcurrently(move.devices, callsAtOnce, async device => {
    if (device.state === 'arrived' || signal.aborted) return device;
    return askDevice(
      services,
      device,
      { hub: byHost.get(device.hub?.toLowerCase() ?? ''), methodName: trigger.methodName },
      signal,
    );
  });
  return { ...move, devices };
}

interface Question {
  readonly hub: Hub | undefined;
  readonly methodName: string;
}

async function askDevice(
  { log }: Pick<Services, 'log'>,
  { problem: _before, ...device }: MovingDevice,
  { hub, methodName }: Question,
  signal: AbortSignal,
): Promise<MovingDevice> {
  if (!hub)
    return { ...device, problem: vscode.l10n.t('Its hub {0} is not in the list of hubs. Add it.', device.hub ?? '') };
  try {
    const { client } = await hub.connect();
    const call = { methodName, payload: null, responseTimeoutInSeconds, connectTimeoutInSeconds: 0 };
    const { status } = await client.invokeMethod(device.deviceId ?? device.registrationId, call, signal);
    if (status >= 200 && status < 300) return { ...device, state: 'asked' };
    return { ...device, problem: vscode.l10n.t('It answered {0} to {1}.', status, methodName) };
  } catch (error) {
    if (isCancellation(error)) return device;
    log.warn(`${device.registrationId}: ${logText(error)}`);
    return { ...device, problem: sentence(error) };
  }
}

interface Watch {
  readonly move: () => DeviceMove;
  readonly keep: (move: DeviceMove) => Promise<void>;
  readonly report: Report;
}

/** Until all have arrived. A device that could not be asked may still ask by itself: only the person gives up. */
async function watch(target: EnrollmentTarget, { move, keep, report }: Watch, signal: AbortSignal): Promise<void> {
  while (missing(move()).length > 0) {
    const { devices } = move();
    const arrived = devices.length - missing(move()).length;
    report(vscode.l10n.t('{0} of {1} have arrived. Cancel to stop; you can go on later.', arrived, devices.length));
    await sleep(lookEveryMs, undefined, { signal });
    await keep(await lookAgain(target, move(), signal));
  }
}

/**
 * After the way back, the policy is again what it was before. An enrollment that was made for a device of a group goes,
 * with what the service knows of the device: it is asked once more, so that the group has it again.
 */
async function finish(
  services: MoveServices,
  target: EnrollmentTarget,
  move: DeviceMove,
  signal: AbortSignal,
): Promise<DeviceMove> {
  if (move.reason !== 'back') return move;
  if (move.group === undefined) {
    await changeDocument(services, target, document => withMoveMembers(document, move.before), signal);
    return move;
  }

  const { client } = await target.service.connect();
  await client.deleteEnrollment(target.address, signal);
  const waiting = { ...move, devices: inState(move.devices, 'waiting') };
  const { devices } = await askDevices(services, waiting, signal);
  return { ...move, devices: inState(devices, 'arrived') };
}
