import * as vscode from 'vscode';
import { cellText } from '../../../domain/queryResult/rowColumns.ts';
import type { Hub } from '../hub/hub.ts';
import { withProgress } from '../progress.ts';
import { QueryResult } from '../query/queryResult.ts';
import type { Waits } from '../hub/waits.ts';

/** The ids of all devices that a query gives, with progress; says so if there are none. @param idQuery has a column `deviceId`. @throws HubError */
export async function queryDeviceIds(waits: Waits, hub: Hub, idQuery: string): Promise<readonly string[]> {
  const title = vscode.l10n.t('Selecting devices of {0}', hub.name);
  const deviceIds = await withProgress(waits, title, async (signal, report) => {
    const found: string[] = [];
    for await (const rows of new QueryResult(hub, idQuery).all(signal)) {
      found.push(...rows.map(({ deviceId }) => cellText(deviceId)));
      report(vscode.l10n.t('{0} devices', found.length.toLocaleString(vscode.env.language)));
    }
    return found;
  });
  if (deviceIds.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('No device matches the query.'));
  return deviceIds;
}
