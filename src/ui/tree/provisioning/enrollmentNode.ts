import { l10n, ThemeIcon, TreeItem } from 'vscode';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { EnrollmentTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { enrollmentWords } from '../../support/provisioning/enrollmentWords.ts';
import { hubName } from '../../support/provisioning/hubAt.ts';
import { registrationWords } from '../../support/provisioning/registrationWords.ts';
import type { TreeNode } from '../treeNode.ts';
import { enrollmentTooltip } from './enrollmentGroupNode.ts';

/** An individual enrollment, with what became of its device's request. */
export class EnrollmentNode implements TreeNode, EnrollmentTarget {
  readonly id: string;
  readonly service;
  readonly address;

  constructor(
    readonly parent: TreeNode & { readonly service: EnrollmentTarget['service'] },
    readonly record: EnrollmentRecord,
    private readonly byHost: ReadonlyMap<string, Hub>,
  ) {
    this.id = `${parent.id}/${record.address.id}`;
    this.service = parent.service;
    this.address = record.address;
  }

  item(): TreeItem {
    const { id } = this.address;
    const { registration, provisioningStatus, attestation } = this.record;
    const asked = registration
      ? registrationWords(registration, hostName => hubName(this.byHost, hostName))
      : l10n.t('has not asked yet');
    const words = `${asked} · ${enrollmentWords(this.record, this.byHost)}`;

    const item = new TreeItem(id);
    item.id = this.id;
    item.description = words;
    item.tooltip = enrollmentTooltip(this.record, words);
    item.iconPath = new ThemeIcon(provisioningStatus === 'enabled' ? 'person' : 'circle-slash');
    item.contextValue = `enrollment.individual.${provisioningStatus}.${attestation}`;
    item.command = { command: 'iotHub.editEnrollment', title: l10n.t('Edit Enrollment'), arguments: [this] };
    item.accessibilityInformation = { label: l10n.t('Enrollment {0}, {1}', id, words) };
    return item;
  }
}
