import * as vscode from 'vscode';
import { deviceIdConditions } from '../../../domain/jobs/deviceIdConditions.ts';
import { type Step, askQuickly } from '../steps.ts';
import type { JobDraft } from './jobDraft.ts';

interface MeansItem extends vscode.QuickPickItem {
  readonly means: JobDraft['means'];
}

/** Asks how a selection is reached that is too long for one condition. */
export const meansStep: Step<JobDraft> = async (draft, place) => {
  const picker = vscode.window.createQuickPick<MeansItem>();
  picker.placeholder = vscode.l10n.t('A condition of a job cannot list so many devices. How are they reached?');
  picker.items = meansItems(draft.deviceIds ?? []);
  picker.activeItems = picker.items.filter(({ means }) => means === draft.means);

  const means = await askQuickly<JobDraft['means']>(picker, place, accept =>
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item) accept(item.means);
    }),
  );
  return typeof means === 'string' ? { ...draft, means } : means;
};

function meansItems(deviceIds: readonly string[]): readonly MeansItem[] {
  const jobs = deviceIdConditions(deviceIds).length;
  const count = deviceIds.length.toLocaleString(vscode.env.language);
  return [
    {
      means: 'split',
      label: vscode.l10n.t('$(list-ordered) {0} jobs', jobs),
      description: vscode.l10n.t('each on a part of the {0} devices; those that the hub does not take yet wait', count),
    },
    {
      means: 'mark',
      label: vscode.l10n.t('$(tag) One job and a temporary tag'),
      description: vscode.l10n.t('tags.workbenchJob on the {0} devices, removed when the job has ended', count),
    },
  ];
}
