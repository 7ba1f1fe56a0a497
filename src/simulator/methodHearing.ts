import { DeviceMethodRequest, DeviceMethodResponse, type MethodMessage } from 'azure-iot-device';
import type { Mqtt } from 'azure-iot-device-mqtt';

export type MethodListener = (request: DeviceMethodRequest, response: DeviceMethodResponse) => void;

/**
 * Hears calls of methods that nobody registered at one of the SDK's MQTT transports. The SDK has a listener for each
 * method name and drops the others without an answer; a simulated device wants to choose what it answers.
 */
export class MethodHearing {
  listener: MethodListener | undefined;

  constructor(private readonly transport: Mqtt) {
    const emit = transport.emit.bind(transport);
    transport.emit = (event: string | symbol, ...args: unknown[]): boolean => {
      if (!this.listener || typeof event !== 'string' || !event.startsWith('method_')) return emit(event, ...args);

      this.#hear(args[0] as MethodMessage, this.listener);
      return true;
    };
  }

  #hear({ requestId, methods, body }: MethodMessage, listener: MethodListener): void {
    const response = new DeviceMethodResponse(requestId, this.transport);
    let request: DeviceMethodRequest;
    try {
      request = new DeviceMethodRequest(requestId, methods.methodName, body);
    } catch {
      // As the SDK does when a payload is not JSON. Whether the hub gets it is the hub's concern.
      response.send(400, 'Invalid request format', () => undefined);
      return;
    }
    listener(request, response);
  }
}
