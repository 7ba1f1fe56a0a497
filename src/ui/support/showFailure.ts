import * as vscode from 'vscode';
import { CertificateFileError } from '../../certificates/certificateFileError.ts';
import { HubError } from '../../domain/hubError.ts';
import { TooManyTargets } from '../../domain/jobs/targets.ts';
import { QueryError } from '../../domain/query/queryError.ts';
import { ResourceError } from '../../domain/resourceError.ts';
import { TemplateError } from '../../domain/resources/templateError.ts';
import { SignInError } from '../../domain/signInError.ts';
import { StorageError } from '../../domain/transfer/storageError.ts';
import { TransferFileError } from '../../domain/transfer/transferFileError.ts';
import { LocalHubLaunchError } from '../../localHub/launch.ts';
import { FileProblem } from './fileProblem.ts';

/** Tells the user that `action` failed: once, in one sentence, with the details in the log. */
export async function showFailure(action: string, error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (isCancellation(error)) return;

  log.error(`${action}: ${logText(error)}`);
  const details = vscode.l10n.t('Show Details');
  if ((await vscode.window.showErrorMessage(`${action}: ${sentence(error)}`, details)) === details) log.show();
}

const expectedErrors = [
  HubError,
  ResourceError,
  SignInError,
  TemplateError,
  LocalHubLaunchError,
  QueryError,
  TooManyTargets,
  FileProblem,
  CertificateFileError,
  TransferFileError,
  StorageError,
] as const;

/** What a person should read about `error`. */
export function sentence(error: unknown): string {
  const expected = expectedErrors.some(kind => error instanceof kind);
  if (expected && error instanceof Error) return error.message;
  return vscode.l10n.t('This should not have happened. The log has the details.');
}

/** A person's "no" is not a failure. */
export function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}

/** The log's line: what the service said, and for a bug where it is. Not the cause: it carries the request's headers. */
export function logText(error: unknown): string {
  if (HubError.is(error) || error instanceof ResourceError) return `${error.message} ${JSON.stringify(error.details)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
