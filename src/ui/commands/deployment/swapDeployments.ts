import * as vscode from 'vscode';
import { resourceLabel } from '../../../domain/resources/resourceId.ts';
import { type SwapPlan, planSwap, swapSide, swapSteps } from '../../../domain/resources/swap.ts';
import { confirm } from '../../prompts/confirm.ts';
import { pick } from '../../prompts/question.ts';
import { type OfGroup, groupOf } from '../../prompts/resource/pickGroup.ts';
import { watchSteps } from '../../support/azure/watchOperation.ts';
import { resourcesViewId, withProgress } from '../../support/progress.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';

/** Lets two resource groups change places: what is in staging is production afterwards, and the reverse. */
export const swapDeployments = defineCommand({
  id: 'iotHub.swapDeployments',
  title: vscode.l10n.t('Swap Staging and Production'),

  async run(services, node?: Partial<OfGroup>) {
    const target = await groupOf(services, node);
    if (!target) return;
    const { scope, groupName } = target;
    const staging = await pickStaging(services, target);
    if (staging === undefined) return;

    const plan = await withProgress(
      services.waits,
      vscode.l10n.t('Loading resources'),
      async signal => {
        const sides = [groupName, staging].map(name => swapSide(scope.resources, name, signal));
        const [one, other] = await Promise.all(sides);
        return one && other && planSwap(one, other);
      },
      resourcesViewId,
    );
    if (!plan || !(await reviewed(plan))) return;

    const title = vscode.l10n.t('Swap {0} and {1}', groupName, staging);
    await watchSteps(services, { title, scope, steps: swapSteps(plan) });
  },
});

async function pickStaging(services: Services, { scope, groupName }: OfGroup): Promise<string | undefined> {
  const groups = await withProgress(
    services.waits,
    vscode.l10n.t('Loading resource groups'),
    signal => scope.resources.groups.list(signal),
    resourcesViewId,
  );
  const others = groups.filter(({ name }) => name !== groupName);
  if (others.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is the only resource group here. Deploy to a second one first.', groupName),
    );
    return undefined;
  }
  const items = others.map(({ name, location }) => ({ label: name, description: location }));
  const placeHolder = vscode.l10n.t('Resource group that changes places with {0}', groupName);
  return (await pick(items, { placeHolder }))?.label;
}

function reviewed(plan: SwapPlan): Promise<boolean> {
  const { production, staging, addresses, alone } = plan;
  const pairs = addresses.map(pair => `${resourceLabel(pair.production.id)} ↔ ${resourceLabel(pair.staging.id)}`);
  const detail = [
    vscode.l10n.t(
      '{0} gets the tags {1}, and {2} gets {3}.',
      production.name,
      tagWords(staging.tags),
      staging.name,
      tagWords(production.tags),
    ),
    pairs.length === 0
      ? vscode.l10n.t('No public address changes places.')
      : vscode.l10n.t('Public addresses change places: {0}. Each is out of reach for a moment.', pairs.join(', ')),
    ...(alone.length === 0
      ? []
      : [
          vscode.l10n.t(
            '{0}: no partner in the same region, so the public address stays.',
            alone.map(({ id }) => resourceLabel(id)).join(', '),
          ),
        ]),
    vscode.l10n.t(
      'Azure Resource Manager has no call for this, so it is done step by step: if a step fails, those before it stay done. Everything else stays in its group.',
    ),
  ];
  return confirm({
    question: vscode.l10n.t('Swap {0} and {1}?', production.name, staging.name),
    detail: detail.join('\n\n'),
    action: vscode.l10n.t('Swap'),
  });
}

function tagWords(tags: Readonly<Record<string, string>>): string {
  const words = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  return words.length === 0 ? vscode.l10n.t('none') : words.join(', ');
}
