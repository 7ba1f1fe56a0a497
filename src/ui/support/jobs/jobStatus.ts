import * as vscode from 'vscode';
import type { HubJob, JobWatch } from './jobWatch.ts';

/** The jobs that run, in the status bar, with how far they are. */
export function showJobStatus(jobWatch: JobWatch): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('iotHub.jobs', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('IoT hub jobs');
  item.command = 'iotHub.jobs.focus';
  const show = () => {
    const { running } = jobWatch;
    if (running.length === 0) return item.hide();

    item.text = `$(sync~spin) ${statusText(running)}`;
    item.tooltip = running.map(({ hub, job }) => `${hub.name}: ${job.name}, ${job.state}`).join('\n');
    item.accessibilityInformation = { label: vscode.l10n.t('IoT hub jobs: {0}', statusText(running)), role: 'button' };
    item.show();
  };

  show();
  return vscode.Disposable.from(item, jobWatch.onDidChange(show));
}

function statusText(running: readonly HubJob[]): string {
  const [first, ...others] = running;
  if (!first) return '';
  if (others.length > 0) return vscode.l10n.t('{0} jobs running', running.length);

  const { name, percent } = first.job;
  return percent === undefined ? vscode.l10n.t('{0}: running', name) : vscode.l10n.t('{0}: {1} %', name, percent);
}
