import * as vscode from 'vscode';
import { builtInMethods } from '../../../domain/methodCatalogue.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';
import { runCatalogueMethod } from './catalogueAction.ts';

const [reboot] = builtInMethods;

export const rebootDevice = defineCommand({
  id: 'iotHub.rebootDevice',
  title: vscode.l10n.t('Reboot Device'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    await runCatalogueMethod(services, services.catalogue.current(reboot), node, selected);
  },
});
