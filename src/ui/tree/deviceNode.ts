import { env, l10n, ThemeIcon, TreeItem } from 'vscode';
import type { DeviceTwin } from '../../domain/device.ts';
import { deviceFacts } from '../../domain/deviceFacts.ts';
import type { DeviceTarget } from '../support/deviceTarget.ts';
import type { Hub } from '../support/hub.ts';
import type { RebootWatch } from '../support/rebootWatch.ts';
import { describeDevice, deviceTooltip, stateIcons } from './deviceWords.ts';
import type { TreeNode } from './treeNode.ts';

/** A device. A click opens its twin. */
export class DeviceNode implements TreeNode, DeviceTarget {
  readonly id: string;
  readonly deviceId: string;

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
    const description = describeDevice(facts, env.language);

    const item = new TreeItem(this.deviceId);
    item.id = this.id;
    item.description = description;
    item.tooltip = deviceTooltip(this.twin, facts, env.language);
    item.iconPath = new ThemeIcon(stateIcons[facts.state]);
    item.contextValue = `device.${facts.state}`;
    item.accessibilityInformation = { label: l10n.t('Device {0}, {1}', this.deviceId, description) };
    item.command = { command: 'iotHub.showTwin', title: l10n.t('Edit Twin'), arguments: [this] };
    return item;
  }
}
