import { l10n } from 'vscode';
import { type IdentityAddress, identityLabel } from '../../domain/identityAddress.ts';

const namedDevices = 8;

/** Devices and modules for a sentence: their ids, the first of them and how many more. */
export function nameList(targets: readonly IdentityAddress[]): string {
  const names = targets.slice(0, namedDevices).map(identityLabel);
  const more = targets.length - names.length;
  return more > 0 ? l10n.t('{0} and {1} more', names.join(', '), more) : names.join(', ');
}
