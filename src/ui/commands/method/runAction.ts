import * as vscode from 'vscode';
import type { CatalogueMethod } from '../../../domain/methodCatalogue.ts';
import { deviceTargets } from '../../prompts/deviceTargets.ts';
import { pick } from '../../prompts/question.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import type { Services } from '../../support/services.ts';
import { defineCommand } from '../command.ts';
import { runCatalogueMethod } from './catalogueAction.ts';

/** What a key binding can give: which action, so that a user's own method has a key of its own. */
interface ActionArgument extends Partial<DeviceTarget> {
  readonly methodName?: string;
}

/** Runs an action of the catalogue: commands cannot be made from settings, so the user's own methods are in a picker. */
export const runAction = defineCommand({
  id: 'iotHub.runAction',
  title: vscode.l10n.t('Run Action'),

  async run(services, node?: ActionArgument, selected?: readonly unknown[]) {
    const targets = await deviceTargets(services, node, selected);
    if (targets.length === 0) return;

    const named = node?.methodName === undefined ? undefined : services.catalogue.find(node.methodName);
    const method = named ?? (await pickAction(services));
    if (method) await runCatalogueMethod(services, method, targets[0], targets);
  },
});

async function pickAction({ catalogue }: Services): Promise<CatalogueMethod | undefined> {
  const items = catalogue.methods.map(method => ({
    label: `$(${method.icon}) ${method.title}`,
    description: method.methodName,
    method,
  }));
  const picked = await pick(items, {
    placeHolder: vscode.l10n.t('Action'),
    matchOnDescription: true,
  });
  return picked?.method;
}
