import { l10n, MarkdownString, ThemeIcon, TreeItem } from 'vscode';
import type { RegistrationState } from '../../../domain/provisioning/enrollment.ts';
import type { EnrollmentRecord } from '../../../domain/provisioning/enrollmentRecord.ts';
import type { Hub } from '../../support/hub/hub.ts';
import type { EnrollmentTarget, RegistrationTarget } from '../../support/provisioning/enrollmentTarget.ts';
import { hubName } from '../../support/provisioning/hubAt.ts';
import { registrationWords } from '../../support/provisioning/registrationWords.ts';
import type { TreeNode } from '../treeNode.ts';

/** A device of a group that has asked for its hub. */
export class RegistrationNode implements TreeNode, RegistrationTarget {
  readonly id: string;
  readonly service;
  readonly groupId: string;
  readonly registrationId: string;

  constructor(
    readonly parent: TreeNode & EnrollmentTarget & { readonly record: Pick<EnrollmentRecord, 'attestation'> },
    readonly state: RegistrationState,
    private readonly byHost: ReadonlyMap<string, Hub>,
  ) {
    this.id = `${parent.id}/${state.registrationId}`;
    this.service = parent.service;
    this.groupId = parent.address.id;
    this.registrationId = state.registrationId;
  }

  item(): TreeItem {
    const words = registrationWords(this.state, hostName => hubName(this.byHost, hostName));
    const item = new TreeItem(this.registrationId);
    item.id = this.id;
    item.description = words;
    item.tooltip = new MarkdownString().appendText(`${this.registrationId}\n${words}`);
    item.iconPath = new ThemeIcon(this.state.status === 'assigned' ? 'circuit-board' : 'warning');
    item.contextValue = `registration.${this.parent.record.attestation}`;
    item.accessibilityInformation = { label: l10n.t('Registration {0}, {1}', this.registrationId, words) };
    return item;
  }
}
