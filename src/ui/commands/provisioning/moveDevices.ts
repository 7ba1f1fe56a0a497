import * as vscode from 'vscode';
import { type DeviceMove, missing, moveMembers } from '../../../domain/provisioning/deviceMove.ts';
import { confirm } from '../../prompts/confirm.ts';
import { askMove } from '../../prompts/provisioning/askMove.ts';
import { type EnrolledDevices, enrolledDevices } from '../../prompts/provisioning/pickDevices.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import { mostMoved } from '../../support/provisioning/allRegistrations.ts';
import type { EnrollmentTarget, RegistrationTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { deviceForecastBase, forecastBase } from '../../support/provisioning/forecastBase.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import { findEnrollment } from '../../support/provisioning/ownEnrollment.ts';
import { reviewText } from '../../support/provisioning/moveWords.ts';
import { runMove } from '../../support/provisioning/runMove.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

/** Moves devices from hub to hub: reviewed before it begins, watched while it lasts; one that was stopped can go on. */
export const moveDevices = defineCommand({
  id: 'iotHub.moveDevices',
  title: vscode.l10n.t('Move Devices'),

  async run(services, node?: Partial<EnrollmentTarget | RegistrationTarget>) {
    const moved = await enrolledDevices(services, vscode.l10n.t('Who moves'), node);
    if (!moved) return;

    const target = changedBy(moved);
    const earlier = services.deviceMoves.get(target);
    const move =
      earlier?.state === 'stopped' ? await goOnOrAnew(services, moved, earlier) : await newMove(services, moved);
    if (move) await tellEnd(services, target, await runMove(services, target, move));
  },
});

/** The enrollment that a move changes: for one device of a group, one of its own. */
function changedBy({ from, registrationId }: EnrolledDevices): EnrollmentTarget {
  return registrationId === undefined ? from : { ...from, address: { kind: 'individual', id: registrationId } };
}

async function goOnOrAnew(
  services: Services,
  moved: EnrolledDevices,
  earlier: DeviceMove,
): Promise<DeviceMove | undefined> {
  const goOn = vscode.l10n.t('Go On');
  const anew = vscode.l10n.t('Begin Another');
  const { length } = missing(earlier);
  const question = vscode.l10n.t('A move of the devices of {0} was stopped. Go on with it?', earlier.address.id);
  const detail = vscode.l10n.t('{0} of {1} devices have not arrived.', length, earlier.devices.length);
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail }, goOn, anew);

  if (choice === goOn) return earlier;
  return choice === anew ? newMove(services, moved) : undefined;
}

async function newMove(services: Services, moved: EnrolledDevices): Promise<DeviceMove | undefined> {
  const { from, registrationId } = moved;
  const base = await withProgress(
    services.waits,
    vscode.l10n.t('Looking at the devices of {0}', from.address.id),
    signal =>
      registrationId === undefined
        ? forecastBase(services.hubs, from, signal, mostMoved)
        : deviceForecastBase(services.hubs, from, registrationId, signal),
    provisioningViewId,
  );
  if (registrationId !== undefined && base.record.attestation !== 'symmetricKey') {
    void vscode.window.showInformationMessage(certificateText(moved));
    return undefined;
  }
  const earlier = await asItIsNow(from, services.deviceMoves.get(changedBy(moved)));
  const move = await askMove({ base, earlier, ...(registrationId === undefined ? {} : { registrationId }) });
  if (!move) return undefined;

  const agreed = await confirm({
    question:
      registrationId === undefined
        ? vscode.l10n.t('Move the devices of {0}?', from.address.id)
        : vscode.l10n.t('Move {0}?', registrationId),
    detail: reviewText(move, await hubsByHost(services.hubs)),
    action: vscode.l10n.t('Move'),
  });
  return agreed ? move : undefined;
}

/** The way back of a device to its group is to where that sends its devices now; to what was said before if it is gone. */
async function asItIsNow(
  { service }: EnrollmentTarget,
  earlier: DeviceMove | undefined,
): Promise<DeviceMove | undefined> {
  if (earlier?.group === undefined) return earlier;

  const { group, ...alone } = earlier;
  const record = await findEnrollment({ service, address: { kind: 'group', id: group } });
  return record ? { ...earlier, before: moveMembers(record.document) } : alone;
}

/** What a device of a group would sign in with to an enrollment of its own only its certificate tells, which is not here. */
function certificateText({ from, registrationId = '' }: EnrolledDevices): string {
  return vscode.l10n.t(
    'The devices of {0} sign in with certificates. Create an individual enrollment with the certificate of {1}, and move that.',
    from.address.id,
    registrationId,
  );
}

async function tellEnd(services: Services, target: EnrollmentTarget, move: DeviceMove): Promise<void> {
  const left = missing(move).length;
  const report = vscode.l10n.t('Show Report');
  const text =
    left === 0 && move.state === 'done'
      ? arrivedText(move.devices.length)
      : vscode.l10n.t('Stopped. {0} of {1} devices have not arrived.', left, move.devices.length);
  const goOn = vscode.l10n.t('Go On');
  const buttons = move.state === 'done' ? [report] : [goOn, report];

  const choice = await vscode.window.showInformationMessage(text, ...buttons);
  if (choice === report) await services.moveReports.show(target);
  if (choice === goOn) await tellEnd(services, target, await runMove(services, target, move));
}

function arrivedText(count: number): string {
  return count === 1
    ? vscode.l10n.t('The device has arrived.')
    : vscode.l10n.t('All {0} devices have arrived.', count.toLocaleString(vscode.env.language));
}
