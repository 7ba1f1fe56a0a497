import * as vscode from 'vscode';
import { allCommands } from './ui/commands/allCommands.ts';
import { registerCommands } from './ui/commands/command.ts';
import { DeviceEvents } from './ui/support/deviceEvents.ts';
import { Hubs } from './ui/support/hubs.ts';
import { LocalHub } from './ui/support/localHub.ts';

let stop: (() => Promise<void>) | undefined;

/** Builds the services and registers what uses them. Starts no process and opens no connection. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('IoT Hub', { log: true });
  const localHub = new LocalHub(context, log);
  const deviceEvents = new DeviceEvents();
  const hubs = new Hubs(context, localHub, () => undefined);
  const services = { context, log, localHub, hubs, deviceEvents };

  context.subscriptions.push(log, deviceEvents, hubs, registerCommands(services, allCommands));
  stop = () => localHub.dispose();
}

/** Waits until the local hub has written all that it acknowledged. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
