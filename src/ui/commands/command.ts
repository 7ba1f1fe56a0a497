import * as vscode from 'vscode';
import type { Services } from '../support/services.ts';
import { showFailure } from '../support/showFailure.ts';

export interface Command<Args extends readonly unknown[] = readonly unknown[]> {
  /** `iotHub.verbNoun`, as in package.json. */
  readonly id: `iotHub.${string}`;
  /** The action in the words of the user: starts the message when it fails. */
  readonly title: string;
  run(services: Services, ...args: Args): Promise<void>;
}

export const defineCommand = <Args extends readonly unknown[]>(command: Command<Args>): Command<Args> => command;

/** The one place that registers commands and hears of their failures. */
export function registerCommands(services: Services, commands: readonly Command[]): vscode.Disposable {
  const registrations = commands.map(command =>
    vscode.commands.registerCommand(command.id, (...args: unknown[]) => runCommand(services, command, args)),
  );

  return vscode.Disposable.from(...registrations);
}

/** Runs a command for a person, who is told if it fails. */
export async function runCommand(services: Services, command: Command, args: readonly unknown[]): Promise<void> {
  try {
    await command.run(services, ...args);
  } catch (error) {
    await showFailure(command.title, error, services.log);
  }
}
