import type { JsonObject } from '../../domain/json.ts';
import type { ColumnPath } from '../../domain/queryResult/rowColumns.ts';
import type { DeviceRow } from '../../protocol/jobPage.ts';
import { outcomeWords } from './jobWords.ts';

/** The columns of the table of devices. The one for modules stays, so that the table does not jump when one comes. */
export const deviceColumns: readonly ColumnPath[] = [
  ['device'],
  ['module'],
  ['outcome'],
  ['answer'],
  ['started'],
  ['ended'],
];

/** A device as the grid shows it, in the words of {@link deviceColumns}. */
export function gridRow({ deviceId, moduleId, outcome, answer, startTime, endTime }: DeviceRow): JsonObject {
  return {
    device: deviceId,
    module: moduleId,
    outcome: outcomeWords[outcome].toLowerCase(),
    answer,
    started: localTime(startTime),
    ended: localTime(endTime),
  };
}

function localTime(time: string): string {
  return time === '' ? '' : new Date(time).toLocaleTimeString();
}
