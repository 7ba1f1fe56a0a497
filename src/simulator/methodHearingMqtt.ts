import { DeviceMethodRequest, DeviceMethodResponse, type MethodMessage } from 'azure-iot-device';
import { Mqtt } from 'azure-iot-device-mqtt';

export type MethodListener = (request: DeviceMethodRequest, response: DeviceMethodResponse) => void;

/**
 * The SDK's MQTT transport, which also hears calls of methods that nobody registered. The SDK has a listener for each
 * method name and drops the others without an answer; a simulated device wants to choose what it answers.
 */
export class MethodHearingMqtt extends Mqtt {
  methodListener: MethodListener | undefined;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (!this.methodListener || typeof event !== 'string' || !event.startsWith('method_')) {
      return super.emit(event, ...args);
    }

    this.#hear(args[0] as MethodMessage, this.methodListener);
    return true;
  }

  #hear({ requestId, methods, body }: MethodMessage, listener: MethodListener): void {
    const response = new DeviceMethodResponse(requestId, this);
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
