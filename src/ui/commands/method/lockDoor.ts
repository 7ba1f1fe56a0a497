import * as vscode from 'vscode';
import { builtInMethods } from '../../../domain/methodCatalogue.ts';
import type { DeviceTarget } from '../../support/device/deviceTarget.ts';
import { defineCommand } from '../command.ts';
import { runCatalogueMethod } from './catalogueAction.ts';

const [, lock] = builtInMethods;

export const lockDoor = defineCommand({
  id: 'iotHub.lockDoor',
  title: vscode.l10n.t('Lock Door'),

  async run(services, node?: Partial<DeviceTarget>, selected?: readonly unknown[]) {
    await runCatalogueMethod(services, services.catalogue.current(lock), node, selected);
  },
});
