import * as vscode from 'vscode';
import { transferRate } from '../../../domain/transfer/transferRate.ts';

/** Says how far a run is: `12,000 of 50,000 · 900 a second · 40 s left`. */
export class TransferProgress {
  readonly #startMs = Date.now();

  /** @param total nothing if it is not known. */
  constructor(private readonly total: number | undefined) {}

  words(done: number): string {
    const { perSecond, secondsLeft } = transferRate(done, this.total, Date.now() - this.#startMs);
    const counted =
      this.total === undefined || this.total < done
        ? count(done)
        : vscode.l10n.t('{0} of {1}', count(done), count(this.total));
    return [
      counted,
      ...(perSecond === undefined ? [] : [vscode.l10n.t('{0} a second', count(Math.max(1, Math.round(perSecond))))]),
      ...(secondsLeft ? [vscode.l10n.t('{0} left', duration(secondsLeft))] : []),
    ].join(' · ');
  }
}

/** With the separators of the editor's language. */
export function count(number: number): string {
  return number.toLocaleString(vscode.env.language);
}

function duration(seconds: number): string {
  if (seconds < 60) return vscode.l10n.t('{0} s', seconds);
  if (seconds < 3600) return vscode.l10n.t('{0} min', Math.round(seconds / 60));
  return vscode.l10n.t('{0} h {1} min', Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60));
}
