import { l10n } from 'vscode';
import type { ConfigurationKind, DeviceConfiguration } from '../../domain/configuration/deviceConfiguration.ts';

/** What matters of a configuration: `priority 10 · 12 targeted · 10 applied`. */
export function configurationWords({ kind, priority, targetCondition, systemMetrics }: DeviceConfiguration): string {
  const count = (name: string) => systemMetrics.find(metric => metric.name === name)?.count;
  const targeted = count('targetedCount');
  const applied = count('appliedCount');

  return [
    ...kindWords(kind),
    l10n.t('priority {0}', priority),
    ...(targetCondition === '' ? [l10n.t('targets nothing')] : []),
    ...(targetCondition === '' || targeted === undefined ? [] : [l10n.t('{0} targeted', targeted)]),
    ...(targetCondition === '' || applied === undefined ? [] : [l10n.t('{0} applied', applied)]),
  ].join(' · ');
}

function kindWords(kind: ConfigurationKind): readonly string[] {
  switch (kind) {
    case 'devices':
      return [];
    case 'modules':
      return [l10n.t('of modules')];
    case 'edge':
      return [l10n.t('of edge devices')];
  }
}
