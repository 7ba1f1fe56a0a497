import { type Json, isJsonObject } from '../../domain/json.ts';
import type { Behaviour, CalledDevice } from './behaviour.ts';

/** How long a step takes in the tutorial. */
const stepMs = 4_000;

/**
 * `firmwareUpdate` of the firmware tutorial for Node: takes an https URI in `fwPackageUri`, answers at once, and reports
 * its way through `iothubDM.firmwareUpdate.status`.
 */
export const firmwareUpdate: Behaviour = {
  methodName: 'firmwareUpdate',

  answer: payload =>
    hasSecurePackageUri(payload)
      ? { status: 200, payload: 'Firmware update started.' }
      : { status: 400, payload: 'Invalid URL format.  Must use https:// protocol.' },

  async afterwards(_payload, device) {
    await report(device, 'downloading', 'startedDownloadingTime');
    await device.wait(stepMs);
    await report(device, 'download complete', 'downloadCompleteTime');
    await device.wait(stepMs);
    await report(device, 'applying', 'startedApplyingImage');
    await device.wait(stepMs);
    await report(device, 'apply firmware image complete', 'lastFirmwareUpdate');
  },
};

function hasSecurePackageUri(payload: Json): boolean {
  const uri = isJsonObject(payload) ? payload['fwPackageUri'] : undefined;
  return typeof uri === 'string' && URL.parse(uri)?.protocol === 'https:';
}

async function report(device: CalledDevice, status: string, timeProperty: string): Promise<void> {
  device.note(`firmware update: ${status}`);
  await device.report({ iothubDM: { firmwareUpdate: { status, [timeProperty]: device.now().toISOString() } } });
}
