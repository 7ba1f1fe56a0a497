import type { Behaviour } from './behaviour.ts';

/** `reboot` of the device management tutorial for Node: answers at once, reports `lastReboot`, and then restarts. */
export const reboot: Behaviour = {
  methodName: 'reboot',

  answer: () => ({ status: 200, payload: 'Reboot started' }),

  async afterwards(_payload, device) {
    device.beginReboot();
    await device.report({ iothubDM: { reboot: { lastReboot: device.now().toISOString() } } });
    device.restart();
  },
};
