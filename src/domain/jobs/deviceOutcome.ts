import type { IdentityAddress } from '../identityAddress.ts';
import type { DeviceJob, DeviceJobState } from './job.ts';

/** What came of a job on a device: `refused` if it answered the method with a status of 400 or more. */
export const deviceOutcomes = ['waiting', 'running', 'completed', 'refused', 'failed', 'cancelled'] as const;
export type DeviceOutcome = (typeof deviceOutcomes)[number];

type Row = Pick<DeviceJob, 'status' | 'methodResponse'>;

export function outcomeOf({ status, methodResponse }: Row): DeviceOutcome {
  switch (status) {
    case 'pending':
    case 'scheduled':
      return 'waiting';
    case 'completed':
      return methodResponse && methodResponse.status >= 400 ? 'refused' : 'completed';
    case 'running':
    case 'failed':
    case 'cancelled':
      return status;
  }
}

/** Whether it should be tried again. */
export function isFailure(row: Row): boolean {
  const outcome = outcomeOf(row);
  return outcome === 'failed' || outcome === 'refused' || outcome === 'cancelled';
}

/** Which states the hub must be asked for to get the rows of an outcome. It does not tell `refused` from `completed`. */
export function statesOf(outcome: DeviceOutcome): readonly DeviceJobState[] {
  switch (outcome) {
    case 'waiting':
      return ['pending', 'scheduled'];
    case 'refused':
      return ['completed'];
    case 'running':
    case 'completed':
    case 'failed':
    case 'cancelled':
      return [outcome];
  }
}

/** Which rows of a job are wanted. */
export interface RowFilter {
  readonly outcome?: DeviceOutcome;
  /** A part of the id of the device or the module, upper or lower case. */
  readonly text?: string;
}

/** Whether a row that the hub gave for the state of the filter's outcome is one of those that are wanted. */
export function matchesFilter(row: Row & IdentityAddress, { outcome, text = '' }: RowFilter): boolean {
  if (outcome === 'refused' && outcomeOf(row) !== 'refused') return false;
  return `${row.deviceId}/${row.moduleId ?? ''}`.toLowerCase().includes(text.toLowerCase());
}

/** The device's answer, or why there is none: one line. */
export function answerText({
  methodResponse,
  error,
  status,
}: Pick<DeviceJob, 'methodResponse' | 'error' | 'status'>): string {
  if (error) return `${error.code}: ${error.description}`;
  if (!methodResponse) return status === 'completed' ? 'done' : '';
  return `${methodResponse.status} ${JSON.stringify(methodResponse.payload)}`;
}
