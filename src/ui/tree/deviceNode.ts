import { env, l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { DeviceTwin } from '../../domain/device.ts';
import { deviceFacts } from '../../domain/deviceFacts.ts';
import { parentOf } from '../../domain/parentScope.ts';
import type { DeviceTarget } from '../support/device/deviceTarget.ts';
import type { Hub } from '../support/hub/hub.ts';
import type { RebootWatch } from '../support/method/rebootWatch.ts';
import { describeDevice, deviceTooltip, edgeIcons, stateIcons } from './deviceWords.ts';
import { MessageNode } from './messageNode.ts';
import { ModuleNode } from './moduleNode.ts';
import type { TreeNode } from './treeNode.ts';

/** A device, with its modules under it. A click opens its twin. */
export class DeviceNode implements TreeNode, DeviceTarget {
  readonly id: string;
  readonly deviceId: string;
  #modules: readonly TreeNode[] | undefined;

  constructor(
    readonly parent: TreeNode,
    readonly hub: Hub,
    /** As it was last read. */
    public twin: DeviceTwin,
    private readonly rebootWatch: RebootWatch,
  ) {
    this.deviceId = twin.deviceId;
    this.id = `${parent.id}/${twin.deviceId}`;
  }

  item(): TreeItem {
    const facts = deviceFacts(this.twin, this.rebootWatch.isAwaited(this));
    const edge = this.twin.capabilities?.iotEdge === true;
    const description = describeDevice(facts, env.language, edge);

    const item = new TreeItem(this.deviceId, TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.description = description;
    item.tooltip = deviceTooltip(this.twin, facts, env.language);
    item.iconPath = new ThemeIcon((edge ? edgeIcons : stateIcons)[facts.state]);
    item.contextValue = this.#context(facts.state, edge);
    item.accessibilityInformation = { label: l10n.t('Device {0}, {1}', this.deviceId, description) };
    item.command = { command: 'iotHub.showTwin', title: l10n.t('Edit Twin'), arguments: [this] };
    return item;
  }

  async children(signal: AbortSignal): Promise<readonly TreeNode[]> {
    this.#modules ??= await this.#loadModules(signal);
    return this.#modules.length > 0 ? this.#modules : [this.#nothing()];
  }

  forget(): void {
    this.#modules = undefined;
  }

  async #loadModules(signal: AbortSignal): Promise<readonly TreeNode[]> {
    const { client } = await this.hub.connect();
    const modules = await client.listModules(this.deviceId, signal);
    return modules
      .toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
      .map(module => new ModuleNode(this, this.hub, module));
  }

  #nothing(): MessageNode {
    const command = { command: 'iotHub.createModule', title: l10n.t('Create Module'), arguments: [this] };
    return new MessageNode(this, { text: l10n.t('No modules. Create one.'), icon: 'add', command });
  }

  /** State first, how it signs in last: what menus look at. */
  #context(state: string, edge: boolean): string {
    const tokens = [...(edge ? ['edge'] : []), ...(parentOf(this.twin) === undefined ? [] : ['child'])];
    return ['device', state, ...tokens, this.twin.authenticationType ?? 'none'].join('.');
  }
}
