import { l10n } from 'vscode';
import { type IdentityAddress, identityLabel } from '../../domain/identityAddress.ts';

/** Devices and modules for a question: the one by its id, many by their number. */
export function howMany(targets: readonly IdentityAddress[]): string {
  const [only, ...others] = targets;
  if (only && others.length === 0) return identityLabel(only);

  const modules = targets.filter(({ moduleId }) => moduleId !== undefined).length;
  if (modules === 0) return l10n.t('{0} devices', targets.length);
  return modules === targets.length
    ? l10n.t('{0} modules', targets.length)
    : l10n.t('{0} devices and modules', targets.length);
}
