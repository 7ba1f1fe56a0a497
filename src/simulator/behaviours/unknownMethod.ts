import type { SimulationSettings } from '../../protocol/simulatorRun.ts';
import type { MethodAnswer } from './behaviour.ts';

/** The answer to a method that no behaviour knows; nothing if the device keeps silent and lets the caller wait. */
export function answerUnknownMethod(
  methodName: string,
  choice: SimulationSettings['unknownMethods'],
): MethodAnswer | undefined {
  switch (choice) {
    case 'notFound':
      return { status: 404, payload: { Response: `This device has no method ${methodName}` } };
    case 'accept':
      return { status: 200, payload: { Response: 'This is the response from the device' } };
    case 'silent':
      return undefined;
  }
}
