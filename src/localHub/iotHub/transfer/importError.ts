import type { HubFault } from '../hubFault.ts';
import { addressOf } from '../identityName.ts';

/** The service's number for a line that cannot be read. */
const invalidFormat = 400012;
/** The line stands in the message: no more of it than helps to find it. */
const mostLineCharacters = 4096;

/** A line of `importErrors.log` about a line that is no device. */
export function formatError(lineText: string, reason: string): string {
  const shown = lineText.length > mostLineCharacters ? `${lineText.slice(0, mostLineCharacters)}…` : lineText;
  return errorLine({ errorCode: invalidFormat, errorStatus: `Invalid device format in line: ${shown}. ${reason}` });
}

/** A line of `importErrors.log` about what the registry refuses. */
export function refusalError(name: string, fault: HubFault): string {
  const { deviceId, moduleId } = addressOf(name);
  return errorLine({
    id: deviceId,
    ...(moduleId === undefined ? {} : { moduleId }),
    ...described(fault),
  });
}

/** As {@link refusalError}, about a configuration. */
export function configurationError(id: string, fault: HubFault): string {
  return errorLine({ id, ...described(fault) });
}

function described(fault: HubFault): { readonly errorCode: number; readonly errorStatus: string } {
  return { errorCode: fault.errorCode, errorStatus: `${fault.fault};${fault.message}` };
}

function errorLine(error: Readonly<Record<string, string | number>>): string {
  return `${JSON.stringify(error)}\n`;
}
