import { identityLabel } from '../identityAddress.ts';
import { type JsonObject, isJsonObject } from '../json.ts';

/** What `importErrors.log` says of a device or module. */
export interface ImportError {
  /** See `identityLabel`; nothing where a line could not be read. */
  readonly label?: string;
  /** The service's number for the reason, such as 409001. */
  readonly code?: number;
  /** In the service's words. */
  readonly reason: string;
}

/** Reads a line of `importErrors.log`: `{"id":"…","moduleId":"…","errorCode":409001,"errorStatus":"…"}`. */
export function parseImportError(line: string): ImportError {
  const error = objectIn(line);
  if (!error) return { reason: line };

  const { id, moduleId, errorCode, errorStatus } = error;
  const label =
    typeof id === 'string'
      ? identityLabel({ deviceId: id, ...(typeof moduleId === 'string' ? { moduleId } : {}) })
      : undefined;
  const reason = typeof errorStatus === 'string' ? errorStatus : line;
  return {
    ...(label === undefined ? {} : { label }),
    ...(typeof errorCode === 'number' ? { code: errorCode, reason: `${reason} (${errorCode})` } : { reason }),
  };
}

function objectIn(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
