/** What stands in a document in the place of a device's key until it is sent. */
export const deviceKeyMark = '{{device key}}';

/** As whom a device asks a provisioning service. */
export interface ProvisionedDevice {
  /** `global.azure-devices-provisioning.net` */
  readonly host: string;
  readonly idScope: string;
  readonly registrationId: string;
}

/** The application of the document: it provisions itself, sends telemetry, and reboots the machine when it is told to. */
const application = `
const { execFile } = require('node:child_process');
const { Client, Message } = require('azure-iot-device');
const { Mqtt } = require('azure-iot-device-mqtt');
const { ProvisioningDeviceClient } = require('azure-iot-provisioning-device');
const { Mqtt: ProvisioningMqtt } = require('azure-iot-provisioning-device-mqtt');
const { SymmetricKeySecurityClient } = require('azure-iot-security-symmetric-key');
const { host, idScope, registrationId, key } = require('/etc/iot-device.json');

const security = new SymmetricKeySecurityClient(registrationId, key);
const provisioning = ProvisioningDeviceClient.create(host, idScope, new ProvisioningMqtt(), security);

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

provisioning.register((error, { assignedHub, deviceId } = {}) => {
  if (error) fail(error);
  const address = 'HostName=' + assignedHub + ';DeviceId=' + deviceId + ';SharedAccessKey=' + key;
  const client = Client.fromConnectionString(address, Mqtt);
  client.on('error', fail);
  client.open(problem => {
    if (problem) fail(problem);
    client.onDeviceMethod('rebootDevice', (request, response) => {
      response.send(200, { rebootTime: new Date().toISOString() }, () => execFile('systemctl', ['reboot']));
    });
    setInterval(() => client.sendEvent(new Message(JSON.stringify({ uptime: process.uptime() })), () => {}), 60000);
  });
});
`;

const service = `
[Unit]
Description=Device application
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/node /opt/device/app.js
Restart=always
RestartSec=30

[Install]
WantedBy=multi-user.target
`;

const packages = [
  'azure-iot-device@1',
  'azure-iot-device-mqtt@1',
  'azure-iot-provisioning-device@1',
  'azure-iot-provisioning-device-mqtt@1',
  'azure-iot-security-symmetric-key@1',
];

/**
 * A cloud-init document that installs a device application and provisions it. Source: cloud-init, "Cloud config examples".
 * The key is not in it: {@link withDeviceKey} puts it in when it is sent.
 */
export function deviceCloudInit({ host, idScope, registrationId }: ProvisionedDevice): string {
  const identity = JSON.stringify({ host, idScope, registrationId, key: deviceKeyMark });
  return `#cloud-config
# Installs a device application, and provisions it as "${registrationId}".
# The key of the device is put in the place of its mark when this is sent, and stands in no file here.
packages:
  - nodejs
  - npm
write_files:
  - path: /etc/iot-device.json
    permissions: '0600'
    content: |
${indented(identity)}
  - path: /opt/device/app.js
    content: |
${indented(application)}
  - path: /etc/systemd/system/iot-device.service
    content: |
${indented(service)}
runcmd:
  - npm install --prefix /opt/device ${packages.join(' ')}
  - systemctl daemon-reload
  - systemctl enable --now iot-device
`;
}

/** A document with the key in the place of its mark. */
export function withDeviceKey(document: string, key: string): string {
  return document.replaceAll(deviceKeyMark, key);
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map(line => (line === '' ? '' : `      ${line}`))
    .join('\n');
}
