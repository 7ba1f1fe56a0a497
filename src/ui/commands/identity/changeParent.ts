import * as vscode from 'vscode';
import { nameList } from '../../prompts/nameList.ts';
import { changeEach } from '../../support/device/changeEach.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import type { Services } from '../../support/services.ts';
import { tellOutcome } from '../../support/tellOutcome.ts';

/** Gives devices the parent that has this scope, or none if it is `null`, and tells what came of it. */
export async function changeParent(
  services: Services,
  targets: readonly DeviceTarget[],
  parentScope: string | null,
): Promise<void> {
  const count = targets.length;
  const title = vscode.l10n.t('Changing the parent of {0}', nameList(targets));
  const failures = await changeEach(services, title, targets, (client, { deviceId }, signal) =>
    client.updateIdentity({ deviceId }, () => ({ parentScope }), signal),
  );
  await tellOutcome(services, count, failures, {
    action: 'Change Parent',
    done: vscode.l10n.t('Changed the parent of {0} devices.', count),
    failed: failed => vscode.l10n.t('The parent of {0} of {1} devices was not changed.', failed, count),
  });
}
