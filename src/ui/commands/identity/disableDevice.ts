import * as vscode from 'vscode';
import type { IdentityChange } from '../../../domain/identityChange.ts';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { howMany } from '../../prompts/howMany.ts';
import { nameList } from '../../prompts/nameList.ts';
import { askLine } from '../../prompts/question.ts';
import { changeEach } from '../../support/device/changeEach.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { tellOutcome } from '../../support/tellOutcome.ts';
import { defineCommand } from '../command.ts';

/** The longest `statusReason`: IoT Hub, "Device identity properties". */
const reasonMaxLength = 128;

/** What a key binding or a test can give, so that nothing is asked. */
interface DisableArgument extends Partial<DeviceTarget> {
  readonly reason?: string;
}

export const disableDevice = defineCommand({
  id: 'iotHub.disableDevice',
  title: vscode.l10n.t('Disable Device'),

  async run(services, node?: DisableArgument, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    const reason = targets.length === 0 ? undefined : (node?.reason ?? (await askReason(targets)));
    if (reason === undefined) return;

    const count = targets.length;
    const title = vscode.l10n.t('Disabling {0}', nameList(targets));
    const change: IdentityChange = {
      status: { status: 'disabled', ...(reason.trim() === '' ? {} : { statusReason: reason.trim() }) },
    };
    const failures = await changeEach(services, title, targets, (client, { deviceId }, signal) =>
      client.updateIdentity({ deviceId }, () => change, signal),
    );
    await tellOutcome(services, count, failures, {
      action: 'Disable Device',
      done: vscode.l10n.t('Disabled {0} devices.', count),
      failed: failed => vscode.l10n.t('{0} of {1} devices were not disabled.', failed, count),
    });
  },
});

function askReason(targets: readonly DeviceTarget[]): Thenable<string | undefined> {
  return askLine({
    title: vscode.l10n.t('Disable {0}', howMany(targets)),
    prompt:
      targets.length === 1
        ? vscode.l10n.t('Reason; nothing for none. The device cannot connect until it is enabled again.')
        : vscode.l10n.t('Reason; nothing for none. {0} devices cannot connect until they are enabled.', targets.length),
    validateInput: text =>
      text.trim().length > reasonMaxLength
        ? vscode.l10n.t('{0} characters are too many: a reason has at most {1}.', text.trim().length, reasonMaxLength)
        : undefined,
  });
}
