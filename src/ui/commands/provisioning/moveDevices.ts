import * as vscode from 'vscode';
import { type DeviceMove, missing } from '../../../domain/provisioning/deviceMove.ts';
import { confirm } from '../../prompts/confirm.ts';
import { askMove } from '../../prompts/provisioning/askMove.ts';
import { enrollmentTarget } from '../../prompts/provisioning/pickEnrollment.ts';
import { provisioningViewId, withProgress } from '../../support/progress.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { forecastBase } from '../../support/provisioning/forecastBase.ts';
import { hubsByHost } from '../../support/provisioning/hubAt.ts';
import { reviewText } from '../../support/provisioning/moveWords.ts';
import { runMove } from '../../support/provisioning/runMove.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

/** Moves devices from hub to hub: reviewed before it begins, watched while it lasts; one that was stopped can go on. */
export const moveDevices = defineCommand({
  id: 'iotHub.moveDevices',
  title: vscode.l10n.t('Move Devices'),

  async run(services, node?: Partial<EnrollmentTarget>) {
    const target = await enrollmentTarget(services, node);
    if (!target) return;

    const earlier = services.deviceMoves.get(target);
    const move =
      earlier?.state === 'stopped' ? await goOnOrAnew(services, target, earlier) : await newMove(services, target);
    if (move) await tellEnd(services, target, await runMove(services, target, move));
  },
});

async function goOnOrAnew(
  services: Services,
  target: EnrollmentTarget,
  earlier: DeviceMove,
): Promise<DeviceMove | undefined> {
  const goOn = vscode.l10n.t('Go On');
  const anew = vscode.l10n.t('Begin Another');
  const { length } = missing(earlier);
  const question = vscode.l10n.t('A move of the devices of {0} was stopped. Go on with it?', target.address.id);
  const detail = vscode.l10n.t('{0} of {1} devices have not arrived.', length, earlier.devices.length);
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail }, goOn, anew);

  if (choice === goOn) return earlier;
  return choice === anew ? newMove(services, target) : undefined;
}

async function newMove(services: Services, target: EnrollmentTarget): Promise<DeviceMove | undefined> {
  const base = await withProgress(
    services.waits,
    vscode.l10n.t('Looking at the devices of {0}', target.address.id),
    signal => forecastBase(services.hubs, target, signal),
    provisioningViewId,
  );
  const move = await askMove(base, services.deviceMoves.get(target));
  if (!move) return undefined;

  const agreed = await confirm({
    question: vscode.l10n.t('Move the devices of {0}?', target.address.id),
    detail: reviewText(move, await hubsByHost(services.hubs)),
    action: vscode.l10n.t('Move'),
  });
  return agreed ? move : undefined;
}

async function tellEnd(services: Services, target: EnrollmentTarget, move: DeviceMove): Promise<void> {
  const left = missing(move).length;
  const report = vscode.l10n.t('Show Report');
  const text =
    left === 0 && move.state === 'done'
      ? vscode.l10n.t('All {0} devices have arrived.', move.devices.length)
      : vscode.l10n.t('Stopped. {0} of {1} devices have not arrived.', left, move.devices.length);
  const goOn = vscode.l10n.t('Go On');
  const buttons = move.state === 'done' ? [report] : [goOn, report];

  const choice = await vscode.window.showInformationMessage(text, ...buttons);
  if (choice === report) await services.moveReports.show(target);
  if (choice === goOn) await tellEnd(services, target, await runMove(services, target, move));
}
