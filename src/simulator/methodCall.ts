import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceMethodRequest, DeviceMethodResponse } from 'azure-iot-device';
import type { Json } from '../domain/json.ts';
import type { CalledDevice, MethodAnswer } from './behaviours/behaviour.ts';
import { behaviours } from './behaviours/behaviours.ts';
import { answerUnknownMethod } from './behaviours/unknownMethod.ts';
import type { DeviceConnection } from './deviceConnection.ts';
import type { DeviceRecord, Surroundings } from './surroundings.ts';

export interface MethodCallContext {
  readonly connection: DeviceConnection;
  readonly record: DeviceRecord;
  readonly surroundings: Surroundings;
  /** Aborted when the connection ends. */
  readonly ending: AbortSignal;
  readonly restart: () => void;
  readonly provisioned: boolean;
  readonly provisionAgain: () => void;
}

/** The longest payload that the log shows, in characters. */
const shownPayload = 200;

/** Lets a device answer one call of a direct method. Never rejects: what goes wrong is answered and logged. */
export async function answerMethodCall(
  request: DeviceMethodRequest,
  response: DeviceMethodResponse,
  context: MethodCallContext,
): Promise<void> {
  const { record, surroundings, ending } = context;
  const { methodName } = request;
  const payload = (request.payload ?? null) as Json;
  surroundings.methodCalled();
  record.change({ lastMethod: { name: methodName, atMs: Date.now() } });
  record.log('method', `${methodName} called with ${show(payload)}`);

  const device = calledDevice(context);
  const behaviour = behaviours.get(methodName);
  try {
    const answer = behaviour
      ? await behaviour.answer(payload, device)
      : answerUnknownMethod(methodName, surroundings.settings.unknownMethods);
    await sendAnswer(request, response, answer, record);
    if (answer?.status === 200) await behaviour?.afterwards?.(payload, device);
  } catch (error) {
    await giveUp(request, response, context, error);
  } finally {
    if (record.row.state === 'rebooting' && !ending.aborted) record.change({ state: 'connected' });
  }
}

function calledDevice({ connection, record, surroundings, ending, ...context }: MethodCallContext): CalledDevice {
  return {
    settings: surroundings.settings,
    report: patch => connection.report(patch),
    wait: ms => delay(ms, undefined, { signal: ending }),
    beginReboot() {
      record.change({ state: 'rebooting' });
      record.log('connection', 'rebooting');
    },
    restart: context.restart,
    provisioned: context.provisioned,
    provisionAgain: context.provisionAgain,
    note: text => record.log('twin', text),
    now: () => new Date(),
  };
}

async function sendAnswer(
  { methodName }: DeviceMethodRequest,
  response: DeviceMethodResponse,
  answer: MethodAnswer | undefined,
  record: DeviceRecord,
): Promise<void> {
  if (!answer) {
    record.log('method', `${methodName} left without an answer`);
    return;
  }

  const { status, payload = null } = answer;
  await response.send(status, payload);
  record.change({ lastMethod: { name: methodName, status, atMs: Date.now() } });
  record.log('method', `${methodName} answered ${status} ${show(payload)}`);
}

async function giveUp(
  { methodName }: DeviceMethodRequest,
  response: DeviceMethodResponse,
  { record, ending }: MethodCallContext,
  error: unknown,
): Promise<void> {
  if (ending.aborted) {
    record.log('problem', `${methodName} was cut off: the connection ended`);
    return;
  }
  const reason = error instanceof Error ? error.message : String(error);
  record.log('problem', `${methodName} failed: ${reason}`);
  if (response.isResponseComplete) return;

  try {
    await response.send(500, { Response: reason });
  } catch {
    record.log('problem', `${methodName} could not be answered`);
  }
}

function show(payload: Json): string {
  const text = JSON.stringify(payload);
  return text.length > shownPayload ? `${text.slice(0, shownPayload)}…` : text;
}
