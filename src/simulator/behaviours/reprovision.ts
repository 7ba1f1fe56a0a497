import type { Behaviour } from './behaviour.ts';

/**
 * `reprovision`: answers, and asks the provisioning service again. The service's documentation wants devices to have a
 * method for this, and gives it no name (IoT DPS, "How to reprovision devices").
 */
export const reprovision: Behaviour = {
  methodName: 'reprovision',

  answer: (_payload, device) =>
    device.provisioned
      ? { status: 200, payload: { Response: 'Asking the provisioning service again' } }
      : { status: 400, payload: { Response: 'This device has no provisioning service' } },

  async afterwards(_payload, device) {
    device.provisionAgain();
  },
};
