import * as vscode from 'vscode';
import type { ContainerEndpoint } from '../../../azure/endpoint.ts';
import type { TransferJob } from '../../../domain/transfer/transferJob.ts';
import { askContainer } from '../../prompts/askContainer.ts';
import { confirmKeys } from '../../prompts/askExport.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { pick } from '../../prompts/question.ts';
import { withProgress } from '../../support/progress.ts';
import { TransferJobProgress } from '../../support/transfer/transferJobProgress.ts';
import { watchTransferJob } from '../../support/transfer/watchTransferJob.ts';
import { defineCommand } from '../command.ts';

/** Exports all devices by a job that the hub runs by itself: the way for hubs with very many. */
export const exportToContainer = defineCommand({
  id: 'iotHub.exportToContainer',
  title: vscode.l10n.t('Export Devices to Container'),

  /** @param node may have the container already: then it is not asked for. */
  async run(services, node?: Partial<OfHub & { readonly container: ContainerEndpoint }>) {
    const hub = await hubOf(services, node);
    const container = hub && (node?.container ?? (await askContainer(services, hub)));
    const keys = container && (await askKeys());
    if (!hub || !container || keys === undefined) return;

    const { client } = await hub.connect();
    const title = vscode.l10n.t('Exporting devices of {0} to {1}', hub.name, container.name);
    const job = await withProgress(services.waits, title, async (signal, say) => {
      const progress = new TransferJobProgress((await client.statistics(signal)).totalDeviceCount);
      const started = await client.transferJobs.startExport(container.address, !keys, signal);
      return watchTransferJob(client.transferJobs, started, signal, seen => {
        services.transferJobs.put(hub, seen);
        say(progress.words(seen));
      });
    });
    if (job.status !== 'completed') tellEnd(job, container.name);
    else if (await wantsResult(container.name)) await services.transferJobs.open(hub, job.jobId);
  },
});

async function askKeys(): Promise<boolean | undefined> {
  const items = [
    { label: vscode.l10n.t('Without keys'), keys: false },
    {
      label: vscode.l10n.t('With keys'),
      description: vscode.l10n.t('in clear: who has the file can connect as any of these devices'),
      keys: true,
    },
  ];
  const picked = await pick(items, {
    placeHolder: vscode.l10n.t('All devices are exported, with their modules and twins'),
  });
  if (!picked) return undefined;
  return picked.keys && !(await confirmKeys()) ? undefined : picked.keys;
}

async function wantsResult(container: string): Promise<boolean> {
  const open = vscode.l10n.t('Open Result');
  const text = vscode.l10n.t('The devices are in devices.txt in {0}.', container);
  return (await vscode.window.showInformationMessage(text, open)) === open;
}

function tellEnd({ status, failureReason }: TransferJob, container: string): void {
  if (status === 'cancelled') {
    void vscode.window.showWarningMessage(vscode.l10n.t('The export to {0} was cancelled.', container));
  } else {
    const why = failureReason ?? vscode.l10n.t('The hub gives no reason.');
    void vscode.window.showErrorMessage(vscode.l10n.t('The export to {0} failed: {1}', container, why));
  }
}
