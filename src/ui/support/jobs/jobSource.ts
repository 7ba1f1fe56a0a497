import type * as vscode from 'vscode';
import type { JobPhase, Sortable } from '../../../domain/jobs/jobProgress.ts';
import type { JobCommand } from '../../../protocol/jobPage.ts';
import type { Hub } from '../hub/hub.ts';

/** A job as the Jobs view shows it, whoever runs it: what all kinds of jobs share. Its texts are words for people. */
export interface ListedJob extends Sortable {
  /** That of its {@link JobSource}. */
  readonly kind: string;
  /** Its own among those of its kind on its hub. */
  readonly id: string;
  /** What it does. */
  readonly name: string;
  /** To what it does it; empty if that goes without saying. */
  readonly where: string;
  readonly phase: JobPhase;
  readonly state: string;
  /** 0 to 100, of a job that runs and says how far it is. */
  readonly percent?: number;
  /** What its menu offers, besides opening it. */
  readonly commands: readonly JobCommand[];
  /** Not all went well. */
  readonly troubled: boolean;
  /** Why it failed, as its hub says it. */
  readonly reason?: string;
  /** A codicon's name; one that follows from the phase if absent. */
  readonly icon?: string;
}

/** Knows the jobs of one kind: those of the hubs' jobs service, imports and exports, what this window runs itself. */
export interface JobSource {
  readonly kind: string;
  /** Fires with the id of the hub whose jobs are others, or elsewhere, than before. */
  readonly onDidChange: vscode.Event<string>;
  /** What is known now, in any order. */
  list(hub: Hub): readonly ListedJob[];
  /** Learns what there is. @throws HubError */
  load(hub: Hub, signal: AbortSignal): Promise<void>;
  /** Learns what became of the jobs that may have changed since: it is called every few seconds. @throws HubError */
  update(hub: Hub, signal: AbortSignal): Promise<void>;
  open(hub: Hub, jobId: string): Promise<void>;
  /** Asks first where something is lost. Gives a sentence about what was done; an empty one if the person gave up. */
  perform(command: JobCommand, hub: Hub, jobId: string): Promise<string>;
}
