import * as vscode from 'vscode';
import type { RegistrationState } from '../../../domain/provisioning/enrollment.ts';
import { provisioningViewId, withProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { logText } from '../showFailure.ts';
import { hubsByHost } from './hubAt.ts';

/** Deletes devices from the hubs to which they were assigned, and says for which that was not possible. */
export async function deleteOnHubs(services: Services, states: readonly RegistrationState[]): Promise<void> {
  const byHost = await hubsByHost(services.hubs);
  const groups = Map.groupBy(states, ({ assignedHub = '' }) => assignedHub.toLowerCase());
  const left: string[] = [];

  await withProgress(
    services.waits,
    vscode.l10n.t('Deleting devices from their hubs'),
    async signal => {
      for (const [hostName, members] of groups) {
        const deviceIds = members.map(({ deviceId, registrationId }) => deviceId ?? registrationId);
        const hub = byHost.get(hostName);
        if (!hub) left.push(...deviceIds.map(deviceId => `${deviceId} (${hostName})`));
        else {
          const { client } = await hub.connect();
          const failures = await client.deleteDevices(deviceIds, { signal });
          for (const { deviceId, error } of failures) {
            services.log.error(`${deviceId}: ${logText(error)}`);
            left.push(`${deviceId} (${hub.name})`);
          }
          services.hubTree.refresh(services.hubTree.nodeOf(hub).devices);
        }
      }
    },
    provisioningViewId,
  );
  if (left.length === 0) return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} devices are still on their hubs: {1}. Add these hubs, and delete the devices there.',
      left.length,
      left.slice(0, 5).join(', '),
    ),
  );
}
