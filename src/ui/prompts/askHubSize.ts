import * as vscode from 'vscode';
import { type HubSize, jobDevicesPerSecond } from '../../domain/jobs/forecast.ts';
import { hubTiers, tierLimits } from '../../domain/tierLimits.ts';
import { askText } from './askText.ts';
import { type Step, askQuickly, askSteps } from './steps.ts';

const mostUnits = 200;

interface TierItem extends vscode.QuickPickItem {
  readonly tier: HubSize['tier'];
}

/** Asks for the tier of a hub and how many units it has. */
export function askHubSize(title: string, known: HubSize): Promise<HubSize | undefined> {
  return askSteps<HubSize>(title, known, [tierStep, { when: ({ tier }) => tier !== 'unlimited', ask: unitsStep }]);
}

const tierStep: Step<HubSize> = async (size, place) => {
  const picker = vscode.window.createQuickPick<TierItem>();
  picker.placeholder = vscode.l10n.t('Tier of the hub');
  picker.items = (['unlimited', ...hubTiers] as const).map(tierItem);
  picker.activeItems = picker.items.filter(({ tier }) => tier === size.tier);

  const tier = await askQuickly<HubSize['tier']>(picker, place, accept =>
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item) accept(item.tier);
    }),
  );
  return typeof tier === 'string' ? { ...size, tier } : tier;
};

function tierItem(tier: HubSize['tier']): TierItem {
  if (tier === 'unlimited') {
    return { tier, label: vscode.l10n.t('Unlimited'), description: vscode.l10n.t('a local hub without limits') };
  }
  if (tierLimits[tier].edition === 'basic') return { tier, label: tier, description: vscode.l10n.t('has no jobs') };

  const rate = jobDevicesPerSecond({ tier, units: 1 });
  const jobs = tierLimits[tier].activeJobs;
  return {
    tier,
    label: tier,
    description: vscode.l10n.t('{0} devices a second with one unit, jobs at once: {1}', rate, jobs),
  };
}

const unitsStep: Step<HubSize> = async (size, place) => {
  const question = {
    prompt: vscode.l10n.t('Units of the hub'),
    value: String(size.units),
    problem: (text: string) =>
      /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= mostUnits
        ? undefined
        : vscode.l10n.t('A whole number from {0} to {1}.', 1, mostUnits),
  };
  const units = await askText(question, place);
  return typeof units === 'string' ? { ...size, units: Number(units) } : units;
};
