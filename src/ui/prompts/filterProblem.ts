import { l10n } from 'vscode';
import { isFilterProblem, parseDeviceFilter } from '../../domain/deviceFilterText.ts';

/** What is wrong with the text of a filter: a sentence. */
export function filterProblem(text: string): string | undefined {
  const parsed = parseDeviceFilter(text);
  if (!isFilterProblem(parsed)) return undefined;

  switch (parsed.kind) {
    case 'idPrefix':
      return l10n.t('No device id contains "{0}".', parsed.character);
    case 'tag':
      return l10n.t("Compare one tag with a value, as in tags.floor = '3'.");
    case 'syntax':
      return parsed.message;
  }
}
