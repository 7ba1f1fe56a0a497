import * as vscode from 'vscode';
import { isFilterProblem, parseDeviceFilter, printDeviceFilter } from '../../../domain/deviceFilterText.ts';
import { filterProblem } from '../../prompts/filterProblem.ts';
import { type OfHub, hubOf } from '../../prompts/pickHub.ts';
import { askLine } from '../../prompts/question.ts';
import { defineCommand } from '../command.ts';

export const filterDevices = defineCommand({
  id: 'iotHub.filterDevices',
  title: vscode.l10n.t('Filter Devices'),

  async run(services, node?: Partial<OfHub>) {
    const hub = await hubOf(services, node);
    const text =
      hub &&
      (await askLine({
        title: vscode.l10n.t('Filter Devices of {0}', hub.name),
        prompt: vscode.l10n.t("First characters of the id, or tags.floor = '3', or both. Nothing shows all devices."),
        placeHolder: "door- tags.floor = '3'",
        value: printDeviceFilter(services.deviceFilters.get(hub)),
        validateInput: filterProblem,
      }));
    if (!hub || text === undefined) return;

    const filter = parseDeviceFilter(text);
    if (!isFilterProblem(filter)) await services.deviceFilters.set(hub, filter);
  },
});
