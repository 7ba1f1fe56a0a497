import { MqttBase } from 'azure-iot-mqtt-base';

/**
 * The connection under the SDK's provisioning transport. It trusts another authority if it is told to, for which the
 * transport has no option, and says another version of the API than the SDK's own: that of older devices, for example.
 */
export class ClaimingMqtt extends MqttBase {
  constructor(
    private readonly apiVersion: string,
    ca?: string,
  ) {
    super();
    if (ca !== undefined) this.setOptions({ ca });
  }

  override connect(...[config, done]: Parameters<MqttBase['connect']>): void {
    const username = config.username.replace(/api-version=[^&]*/, `api-version=${this.apiVersion}`);
    super.connect({ ...config, username }, done);
  }
}
