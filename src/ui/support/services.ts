import type * as vscode from 'vscode';
import type { DeviceEvents } from './deviceEvents.ts';
import type { Hubs } from './hubs.ts';
import type { LocalHub } from './localHub.ts';

/** What commands, nodes and panels work with. Built once in `activate` and passed on. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly localHub: LocalHub;
  readonly hubs: Hubs;
  readonly deviceEvents: DeviceEvents;
}
