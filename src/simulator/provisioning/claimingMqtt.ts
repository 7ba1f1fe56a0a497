import { MqttBase } from 'azure-iot-mqtt-base';

/**
 * The connection under the SDK's provisioning transport. It has options that the transport does not take, such as another
 * authority to trust, and says another version of the API than the SDK's own: that of older devices, for example.
 */
export class ClaimingMqtt extends MqttBase {
  constructor(
    private readonly apiVersion: string,
    options: Parameters<MqttBase['setOptions']>[0],
  ) {
    super();
    this.setOptions(options);
  }

  override connect(...[config, done]: Parameters<MqttBase['connect']>): void {
    const username = config.username.replace(/api-version=[^&]*/, `api-version=${this.apiVersion}`);
    super.connect({ ...config, username }, done);
  }
}
