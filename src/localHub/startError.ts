import { StoreError } from './store/store.ts';

/** Why a local hub cannot start. The class writes the sentence, which says what to do. */
export type StartProblem =
  /** `option`: with which another port can be chosen, if there is one. */
  | { readonly kind: 'portInUse'; readonly port: number; readonly option?: string }
  | { readonly kind: 'portForbidden'; readonly port: number; readonly option?: string }
  | { readonly kind: 'folderInUse'; readonly folder: string }
  | { readonly kind: 'folderUnusable'; readonly folder: string; readonly detail: string };

/** The ports that SDKs insist on: HTTPS with WebSockets, and MQTT. */
export const standardPorts: readonly number[] = [443, 8883];

/** An expected failure to start: one sentence for the person who started the hub. */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(
    readonly reason: StartProblem,
    options?: ErrorOptions,
  ) {
    super(describe(reason), options);
  }
}

/** What went wrong with a data folder, in one sentence, unless `error` has its own. */
export function folderProblem(folder: string, error: unknown): Error {
  if (error instanceof StartError || error instanceof StoreError) return error;

  const detail = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
  return new StartError({ kind: 'folderUnusable', folder, detail }, { cause: error });
}

function describe(reason: StartProblem): string {
  switch (reason.kind) {
    case 'portInUse':
      return `Port ${reason.port} is in use: end the program that has it${insteadOf(reason)}.`;
    case 'portForbidden':
      return `Port ${reason.port} needs rights that this user does not have: take them${insteadOf(reason)}.`;
    case 'folderInUse':
      return `The data folder "${reason.folder}" is in use by another local hub: stop that one, or choose another folder with --data.`;
    case 'folderUnusable':
      return `The data folder "${reason.folder}" cannot be used (${reason.detail}): choose another with --data.`;
  }
}

function insteadOf({ option, port }: { readonly option?: string; readonly port: number }): string {
  if (standardPorts.includes(port)) return ', or leave out --standard-ports';
  return option === undefined ? '' : `, or choose another with ${option}`;
}
