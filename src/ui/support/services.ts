import type * as vscode from 'vscode';
import type { AnswerDocuments } from '../editors/answerDocuments.ts';
import type { IdentityDocuments } from '../editors/identityDocuments.ts';
import type { TwinDocuments } from '../editors/twin/twinDocuments.ts';
import type { QueryLanguage } from '../editors/query/queryLanguage.ts';
import type { SavedQueryFiles } from '../editors/savedQueryFiles.ts';
import type { QueryResultPanels } from '../panels/queryResultPanels.ts';
import type { SimulatorPanels } from '../panels/simulatorPanel.ts';
import type { HubTree } from '../tree/hubTree.ts';
import type { Catalogue } from './catalogue.ts';
import type { DeviceEvents } from './deviceEvents.ts';
import type { DeviceFilters } from './deviceFilters.ts';
import type { DeviceGroupings } from './deviceGroupings.ts';
import type { Hubs } from './hubs.ts';
import type { LocalHub } from './localHub.ts';
import type { MethodHistory } from './methodHistory.ts';
import type { QueryFiles } from './queryFiles.ts';
import type { QueryHubs } from './queryHubs.ts';
import type { RebootWatch } from './rebootWatch.ts';
import type { SavedQueries } from './savedQueries.ts';
import type { Waits } from './waits.ts';

/** What commands, nodes and panels work with. Built once in `activate` and passed on. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly localHub: LocalHub;
  readonly hubs: Hubs;
  readonly waits: Waits;
  readonly deviceEvents: DeviceEvents;
  readonly deviceFilters: DeviceFilters;
  readonly deviceGroupings: DeviceGroupings;
  readonly rebootWatch: RebootWatch;
  readonly catalogue: Catalogue;
  readonly methodHistory: MethodHistory;
  readonly hubTree: HubTree;
  readonly answerDocuments: AnswerDocuments;
  readonly identityDocuments: IdentityDocuments;
  readonly twinDocuments: TwinDocuments;
  readonly simulatorPanels: SimulatorPanels;
  readonly savedQueries: SavedQueries;
  readonly queryFiles: QueryFiles;
  readonly savedQueryFiles: SavedQueryFiles;
  readonly queryHubs: QueryHubs;
  readonly queryLanguage: QueryLanguage;
  readonly queryResults: QueryResultPanels;
}
