import type { Command } from './command.ts';
import { clearFilter } from './device/clearFilter.ts';
import { copyDeviceConnectionString } from './device/copyDeviceConnectionString.ts';
import { copyDeviceId } from './device/copyDeviceId.ts';
import { createDevice } from './device/createDevice.ts';
import { deleteDevice } from './device/deleteDevice.ts';
import { filterDevices } from './device/filterDevices.ts';
import { loadMoreDevices } from './device/loadMoreDevices.ts';
import { simulateDevices } from './device/simulateDevices.ts';
import { stopAwaitingReboot } from './device/stopAwaitingReboot.ts';
import { addHub } from './hub/addHub.ts';
import { copyHubConnectionString } from './hub/copyHubConnectionString.ts';
import { newLocalHub } from './hub/newLocalHub.ts';
import { removeHub } from './hub/removeHub.ts';
import { startLocalHub } from './hub/startLocalHub.ts';
import { stopLocalHub } from './hub/stopLocalHub.ts';
import { clearMethodHistory } from './method/clearMethodHistory.ts';
import { copyAnswer } from './method/copyAnswer.ts';
import { invokeMethod } from './method/invokeMethod.ts';
import { lockDoor } from './method/lockDoor.ts';
import { rebootDevice } from './method/rebootDevice.ts';
import { runAction } from './method/runAction.ts';
import { runAgain } from './method/runAgain.ts';
import { showAnswer } from './method/showAnswer.ts';
import { showMethodHistory } from './method/showMethodHistory.ts';
import { compareDesiredAndReported } from './twin/compareDesiredAndReported.ts';
import { compareTwins } from './twin/compareTwins.ts';
import { copyTwinAzCommand } from './twin/copyTwinAzCommand.ts';
import { copyTwinRestCall } from './twin/copyTwinRestCall.ts';
import { keepMine } from './twin/keepMine.ts';
import { reloadTwin } from './twin/reloadTwin.ts';
import { saveMerged } from './twin/saveMerged.ts';
import { showTwin } from './twin/showTwin.ts';
import { takeTheirs } from './twin/takeTheirs.ts';
import { refresh } from './view/refresh.ts';
import { retry } from './view/retry.ts';
import { showLog } from './view/showLog.ts';

/** Every command of the extension, in the order of the folders. */
export const allCommands: readonly Command[] = [
  clearFilter,
  copyDeviceConnectionString,
  copyDeviceId,
  createDevice,
  deleteDevice,
  filterDevices,
  loadMoreDevices,
  simulateDevices,
  stopAwaitingReboot,
  addHub,
  copyHubConnectionString,
  newLocalHub,
  removeHub,
  startLocalHub,
  stopLocalHub,
  clearMethodHistory,
  copyAnswer,
  invokeMethod,
  lockDoor,
  rebootDevice,
  runAction,
  runAgain,
  showAnswer,
  showMethodHistory,
  compareDesiredAndReported,
  compareTwins,
  copyTwinAzCommand,
  copyTwinRestCall,
  keepMine,
  reloadTwin,
  saveMerged,
  showTwin,
  takeTheirs,
  refresh,
  retry,
  showLog,
];
