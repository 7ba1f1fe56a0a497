import * as vscode from 'vscode';
import { type Tier, tiers } from '../../../protocol/localHub.ts';

/** Whose limits the hubs keep to that are started from here: the setting `iotHub.localHub.tier`. */
export function localHubTier(): Tier {
  const value = vscode.workspace.getConfiguration().get('iotHub.localHub.tier');
  return tiers.find(tier => tier === value) ?? 'unlimited';
}
