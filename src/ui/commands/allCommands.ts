import type { Command } from './command.ts';
import { clearFilter } from './device/clearFilter.ts';
import { copyDeviceConnectionString } from './device/copyDeviceConnectionString.ts';
import { copyDeviceId } from './device/copyDeviceId.ts';
import { createDevice } from './device/createDevice.ts';
import { deleteDevice } from './device/deleteDevice.ts';
import { filterDevices } from './device/filterDevices.ts';
import { groupDevices } from './device/groupDevices.ts';
import { loadMoreDevices } from './device/loadMoreDevices.ts';
import { refreshTwin } from './device/refreshTwin.ts';
import { showTwin } from './device/showTwin.ts';
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
import { chooseQueryHub } from './query/chooseQueryHub.ts';
import { countQuery } from './query/countQuery.ts';
import { deleteQuery } from './query/deleteQuery.ts';
import { editQuery } from './query/editQuery.ts';
import { filterByQuery } from './query/filterByQuery.ts';
import { invokeOnQuery } from './query/invokeOnQuery.ts';
import { newQuery } from './query/newQuery.ts';
import { runQuery } from './query/runQuery.ts';
import { saveQuery } from './query/saveQuery.ts';
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
  groupDevices,
  loadMoreDevices,
  refreshTwin,
  showTwin,
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
  chooseQueryHub,
  countQuery,
  deleteQuery,
  editQuery,
  filterByQuery,
  invokeOnQuery,
  newQuery,
  runQuery,
  saveQuery,
  refresh,
  retry,
  showLog,
];
