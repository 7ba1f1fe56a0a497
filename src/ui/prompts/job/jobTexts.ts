import * as vscode from 'vscode';
import { jobAzCommand, jobRestCall } from '../../../domain/jobs/jobRequest.ts';
import type { JobOrder } from '../../support/jobs/jobOrder.ts';

/** The jobs as az commands, one in a line, without a secret. */
export async function copyAsAzCommand(order: JobOrder): Promise<void> {
  const { client } = await order.hub.connect();
  await vscode.env.clipboard.writeText(order.jobs.map(job => jobAzCommand(client.hostName, job)).join('\n'));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the az command'), 4_000);
}

/** The jobs as REST calls, without a secret. */
export async function copyAsRestCall(order: JobOrder): Promise<void> {
  await vscode.env.clipboard.writeText(await restCalls(order));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the REST call'), 4_000);
}

/** Shows the REST calls beside, while the review stays open. */
export async function showWhatIsSent(order: JobOrder): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: await restCalls(order), language: 'http' });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
}

async function restCalls({ hub, jobs }: JobOrder): Promise<string> {
  const { client } = await hub.connect();
  const now = new Date();
  return jobs.map(job => jobRestCall(client.hostName, job, now)).join('\n###\n\n');
}
