import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type {
  AzureSubscription,
  AzureSubscriptions,
  ClosedTenant,
  FailedIdentity,
} from '../../support/azure/azureSubscriptions.ts';
import { sentence } from '../../support/showFailure.ts';
import { MessageNode } from '../messageNode.ts';
import type { ShowAgain, TreeNode } from '../treeNode.ts';

/** What stands under a subscription. */
export type SubscriptionNodeMaker = (parent: TreeNode, subscription: AzureSubscription) => TreeNode;

/** Azure in a view: the subscriptions that a person wants to see, and what has to be done to see them. */
export class AzureNode implements TreeNode {
  readonly parent = undefined;
  readonly id = 'azure';
  readonly #subscriptions: AzureSubscriptions;
  readonly #makeNode: SubscriptionNodeMaker;
  readonly #showAgain: ShowAgain;
  #nodes: readonly TreeNode[] | undefined;
  #summary = '';

  constructor(subscriptions: AzureSubscriptions, makeNode: SubscriptionNodeMaker, showAgain: ShowAgain) {
    this.#subscriptions = subscriptions;
    this.#makeNode = makeNode;
    this.#showAgain = showAgain;
  }

  item(): TreeItem {
    const item = new TreeItem(l10n.t('Azure'), TreeItemCollapsibleState.Expanded);
    item.id = this.id;
    item.description = this.#summary;
    item.iconPath = new ThemeIcon('azure');
    item.contextValue = 'azure';
    item.accessibilityInformation = { label: l10n.t('Azure, {0}', this.#summary) };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    if (!this.#nodes) {
      this.#nodes = await this.#load(signal);
      // Who is signed in is known now, and stands in the row itself.
      this.#showAgain(this);
    }
    return this.#nodes;
  }

  forget(): void {
    this.#subscriptions.forget();
    this.loadAnew();
  }

  /** Shows what is known now of accounts and subscriptions. */
  loadAnew(): void {
    this.#nodes = undefined;
  }

  async #load(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { identities, subscriptions, closedTenants, failedIdentities } = await this.#subscriptions.directory(signal);
    this.#summary = identities.map(({ label }) => label).join(', ');
    if (identities.length === 0) return [this.#message(signInMessage())];

    const shown = await this.#subscriptions.shown(signal);
    const nodes = [
      ...shown.map(subscription => this.#makeNode(this, subscription)),
      ...closedTenants.map(tenant => new ClosedTenantNode(this, tenant)),
      ...failedIdentities.map(failed => new FailedIdentityNode(this, failed)),
    ];
    if (nodes.length > 0) return nodes;
    return [this.#message(subscriptions.length > 0 ? noneChosenMessage() : noSubscriptionMessage())];
  }

  #message(message: ConstructorParameters<typeof MessageNode>[1]): TreeNode {
    return new MessageNode(this, message);
  }
}

/** A tenant that wants a sign-in of its own. */
class ClosedTenantNode extends MessageNode {
  override readonly id: string;

  constructor(parent: TreeNode, { tenant, identity }: ClosedTenant) {
    super(parent, {
      text: l10n.t('Sign in to {0}…', tenant.displayName),
      icon: 'lock',
      tooltip: l10n.t('{0} has to sign in to this tenant before its subscriptions can be seen.', identity.label),
      command: {
        command: 'iotHub.signInToAzure',
        title: l10n.t('Sign In'),
        arguments: [{ tenantId: tenant.tenantId }],
      },
    });
    this.id = `${parent.id}/closed/${identity.id}/${tenant.tenantId}`;
  }
}

/** An account of which nothing can be seen, and why. */
class FailedIdentityNode extends MessageNode {
  override readonly id: string;

  constructor(parent: TreeNode, { identity, error }: FailedIdentity) {
    super(parent, {
      text: l10n.t('{0}: {1}', identity.label, sentence(error)),
      icon: 'warning',
      tooltip: sentence(error),
      command: { command: 'iotHub.signInToAzure', title: l10n.t('Sign In') },
    });
    this.id = `${parent.id}/failed/${identity.id}`;
  }
}

function signInMessage() {
  const title = l10n.t('You are signed out. Sign in to Azure…');
  return { text: title, icon: 'account', command: { command: 'iotHub.signInToAzure', title } };
}

function noSubscriptionMessage() {
  const title = l10n.t('No subscription yet. Sign in with another account…');
  return { text: title, icon: 'info', command: { command: 'iotHub.signInToAzure', title } };
}

function noneChosenMessage() {
  const title = l10n.t('No subscription is chosen. Choose…');
  return { text: title, icon: 'filter', command: { command: 'iotHub.chooseSubscriptions', title } };
}
