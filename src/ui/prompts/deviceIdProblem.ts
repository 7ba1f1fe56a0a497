import { l10n } from 'vscode';
import { checkDeviceId, deviceIdMaxLength } from '../../domain/deviceId.ts';

/** What is wrong with a device id: a sentence. */
export function deviceIdProblem(id: string): string | undefined {
  const problem = checkDeviceId(id);
  if (!problem) return undefined;

  switch (problem.kind) {
    case 'empty':
      return l10n.t('Type an id.');
    case 'tooLong':
      return l10n.t('{0} characters are too many: an id has at most {1}.', problem.length, deviceIdMaxLength);
    case 'character':
      return l10n.t(
        'An id cannot contain "{0}". Letters, digits and - : . + % _ # * ? ! ( ) , = @ ; $ \' can.',
        problem.character,
      );
  }
}
