import * as vscode from 'vscode';
import { cellText } from '../../domain/queryResult/rowColumns.ts';
import type { Hub } from './hub.ts';
import { withProgress } from './progress.ts';
import { QueryResult } from './queryResult.ts';
import type { Waits } from './waits.ts';

/** The ids of all devices that a query gives, with progress. @param idQuery has a column `deviceId`. @throws HubError */
export function queryDeviceIds(waits: Waits, hub: Hub, idQuery: string): Promise<readonly string[]> {
  const title = vscode.l10n.t('Selecting devices of {0}', hub.name);
  return withProgress(waits, title, async (signal, report) => {
    const found: string[] = [];
    for await (const rows of new QueryResult(hub, idQuery).all(signal)) {
      found.push(...rows.map(({ deviceId }) => cellText(deviceId)));
      report(vscode.l10n.t('{0} devices', found.length.toLocaleString(vscode.env.language)));
    }
    return found;
  });
}
