import * as vscode from 'vscode';
import { deviceIdQuery } from '../../../domain/query/derivedQueries.ts';
import { parseQuery } from '../../../domain/query/parseQuery.ts';
import { askMethodCall } from '../../prompts/askMethodCall.ts';
import { callHints } from '../../prompts/callHints.ts';
import { confirm } from '../../prompts/confirm.ts';
import { nameList } from '../../prompts/nameList.ts';
import { type QueryArgument, type QueryTarget, queryTarget } from '../../prompts/queryTarget.ts';
import { queryDeviceIds } from '../../support/device/queryDeviceIds.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';
import { callOnHub } from '../method/callMethod.ts';

/** Calls a direct method on all devices that a query selects, as they are when it is called. */
export const invokeOnQuery = defineCommand({
  id: 'iotHub.invokeOnQuery',
  title: vscode.l10n.t('Invoke Direct Method on Query Results'),

  async run(services, given?: QueryArgument) {
    const target = await queryTarget(services, given);
    const deviceIds = target && (await selectedDevices(services, target));
    const [first] = deviceIds ?? [];
    if (!target || !deviceIds || first === undefined) return;

    const { hub } = target;
    const names = nameList(deviceIds.map(deviceId => ({ deviceId })));
    const title = vscode.l10n.t('Invoke Direct Method on {0}', names);
    const call = await askMethodCall(title, callHints(services, { hub, deviceId: first }));
    if (call && (await agreed(call.methodName, deviceIds.length, names))) {
      await callOnHub(services, { hub, targets: deviceIds.map(deviceId => ({ deviceId })), call });
    }
  },
});

async function selectedDevices(services: Services, { hub, text }: QueryTarget): Promise<readonly string[]> {
  const idQuery = deviceIdQuery(parseQuery(text));
  if (idQuery === undefined) {
    const why = vscode.l10n.t('Methods can be invoked on what a query selects FROM devices, without groups.');
    void vscode.window.showWarningMessage(why);
    return [];
  }

  return queryDeviceIds(services.waits, hub, idQuery);
}

/** One device needs no question: its answer is what was asked for. */
async function agreed(methodName: string, count: number, names: string): Promise<boolean> {
  if (count === 1) return true;

  return confirm({
    question: vscode.l10n.t('Call {0} on {1} devices?', methodName, count.toLocaleString(vscode.env.language)),
    detail: names,
    action: vscode.l10n.t('Call'),
  });
}
