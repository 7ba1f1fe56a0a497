import type { Command } from './command.ts';
import { chooseSubscriptions } from './azure/chooseSubscriptions.ts';
import { createAzureHub } from './azure/createAzureHub.ts';
import { deleteAzureHub } from './azure/deleteAzureHub.ts';
import { filterAzureHubs } from './azure/filterAzureHubs.ts';
import { openInPortal } from './azure/openInPortal.ts';
import { showHubProperties } from './azure/showHubProperties.ts';
import { signInToAzure } from './azure/signInToAzure.ts';
import { addCertificateAuthority } from './certificate/addCertificateAuthority.ts';
import { deleteCertificateAuthority } from './certificate/deleteCertificateAuthority.ts';
import { verifyCertificateAuthority } from './certificate/verifyCertificateAuthority.ts';
import { deleteConfiguration } from './configuration/deleteConfiguration.ts';
import { editConfiguration } from './configuration/editConfiguration.ts';
import { newConfiguration } from './configuration/newConfiguration.ts';
import { createConsumerGroup } from './consumerGroup/createConsumerGroup.ts';
import { deleteConsumerGroup } from './consumerGroup/deleteConsumerGroup.ts';
import { cancelDeployment } from './deployment/cancelDeployment.ts';
import { deleteDeployment } from './deployment/deleteDeployment.ts';
import { deployTemplate } from './deployment/deployTemplate.ts';
import { showDeployment } from './deployment/showDeployment.ts';
import { swapDeployments } from './deployment/swapDeployments.ts';
import { clearFilter } from './device/clearFilter.ts';
import { copyDeviceConnectionString } from './device/copyDeviceConnectionString.ts';
import { copyDeviceId } from './device/copyDeviceId.ts';
import { createDevice } from './device/createDevice.ts';
import { createEdgeDevice } from './device/createEdgeDevice.ts';
import { deleteDevice } from './device/deleteDevice.ts';
import { filterDevices } from './device/filterDevices.ts';
import { groupDevices } from './device/groupDevices.ts';
import { loadMoreDevices } from './device/loadMoreDevices.ts';
import { simulateDevices } from './device/simulateDevices.ts';
import { stopAwaitingReboot } from './device/stopAwaitingReboot.ts';
import { addHub } from './hub/addHub.ts';
import { copyHubConnectionString } from './hub/copyHubConnectionString.ts';
import { newLocalHub } from './hub/newLocalHub.ts';
import { removeHub } from './hub/removeHub.ts';
import { showStatistics } from './hub/showStatistics.ts';
import { startLocalHub } from './hub/startLocalHub.ts';
import { stopLocalHub } from './hub/stopLocalHub.ts';
import { copySasToken } from './identity/copySasToken.ts';
import { disableDevice } from './identity/disableDevice.ts';
import { enableDevice } from './identity/enableDevice.ts';
import { regenerateKeys } from './identity/regenerateKeys.ts';
import { removeParent } from './identity/removeParent.ts';
import { setParent } from './identity/setParent.ts';
import { showChildren } from './identity/showChildren.ts';
import { showIdentity } from './identity/showIdentity.ts';
import { swapKeys } from './identity/swapKeys.ts';
import { cancelJob } from './job/cancelJob.ts';
import { continueNewJob } from './job/continueNewJob.ts';
import { copyJobId } from './job/copyJobId.ts';
import { moveJobDown } from './job/moveJobDown.ts';
import { moveJobUp } from './job/moveJobUp.ts';
import { newJob } from './job/newJob.ts';
import { openJob } from './job/openJob.ts';
import { pauseJob } from './job/pauseJob.ts';
import { refreshJobs } from './job/refreshJobs.ts';
import { resumeJob } from './job/resumeJob.ts';
import { retryJob } from './job/retryJob.ts';
import { runJobAgain } from './job/runJobAgain.ts';
import { showMoreJobs } from './job/showMoreJobs.ts';
import { stepBackNewJob } from './job/stepBackNewJob.ts';
import { stopJob } from './job/stopJob.ts';
import { addOsImage } from './machine/addOsImage.ts';
import { captureVirtualMachine } from './machine/captureVirtualMachine.ts';
import { createVirtualMachine } from './machine/createVirtualMachine.ts';
import { deleteImage } from './machine/deleteImage.ts';
import { deleteVirtualMachine } from './machine/deleteVirtualMachine.ts';
import { listImages } from './machine/listImages.ts';
import { listOperatingSystems } from './machine/listOperatingSystems.ts';
import { deallocateVirtualMachine, startVirtualMachine } from './machine/machinePower.ts';
import { clearMethodHistory } from './method/clearMethodHistory.ts';
import { copyAnswer } from './method/copyAnswer.ts';
import { invokeMethod } from './method/invokeMethod.ts';
import { lockDoor } from './method/lockDoor.ts';
import { rebootDevice } from './method/rebootDevice.ts';
import { runAction } from './method/runAction.ts';
import { runAgain } from './method/runAgain.ts';
import { showAnswer } from './method/showAnswer.ts';
import { showMethodHistory } from './method/showMethodHistory.ts';
import { copyModuleId } from './module/copyModuleId.ts';
import { createModule } from './module/createModule.ts';
import { deleteModule } from './module/deleteModule.ts';
import { copyPolicyConnectionString } from './policy/copyPolicyConnectionString.ts';
import { copyPolicyKey } from './policy/copyPolicyKey.ts';
import { createAccessPolicy } from './policy/createAccessPolicy.ts';
import { deleteAccessPolicy } from './policy/deleteAccessPolicy.ts';
import { regeneratePolicyKey } from './policy/regeneratePolicyKey.ts';
import { addProvisioningService } from './provisioning/addProvisioningService.ts';
import { copyDerivedKey } from './provisioning/copyDerivedKey.ts';
import { copyEnrollmentKey } from './provisioning/copyEnrollmentKey.ts';
import { copyIdScope } from './provisioning/copyIdScope.ts';
import { copyProvisioningConnectionString } from './provisioning/copyProvisioningConnectionString.ts';
import { createProvisioningService } from './provisioning/createProvisioningService.ts';
import { deleteEnrollment } from './provisioning/deleteEnrollment.ts';
import { deleteProvisioningService } from './provisioning/deleteProvisioningService.ts';
import { deleteRegistration } from './provisioning/deleteRegistration.ts';
import { disableEnrollment } from './provisioning/disableEnrollment.ts';
import { editEnrollment } from './provisioning/editEnrollment.ts';
import { enableEnrollment } from './provisioning/enableEnrollment.ts';
import { linkHub } from './provisioning/linkHub.ts';
import { loadMoreEnrollments } from './provisioning/loadMoreEnrollments.ts';
import { moveDevices } from './provisioning/moveDevices.ts';
import { newEnrollment } from './provisioning/newEnrollment.ts';
import { newEnrollmentGroup } from './provisioning/newEnrollmentGroup.ts';
import { newLocalProvisioningService } from './provisioning/newLocalProvisioningService.ts';
import { refreshProvisioning } from './provisioning/refreshProvisioning.ts';
import { regenerateEnrollmentKeys } from './provisioning/regenerateEnrollmentKeys.ts';
import { removeProvisioningService } from './provisioning/removeProvisioningService.ts';
import { setAllocationPolicy } from './provisioning/setAllocationPolicy.ts';
import { setEnrollmentCertificate } from './provisioning/setEnrollmentCertificate.ts';
import { setHubWeight } from './provisioning/setHubWeight.ts';
import { setReprovisionPolicy } from './provisioning/setReprovisionPolicy.ts';
import { showProvisioningOutcome } from './provisioning/showProvisioningOutcome.ts';
import { simulateEnrollment } from './provisioning/simulateEnrollment.ts';
import { unlinkHub } from './provisioning/unlinkHub.ts';
import { chooseQueryHub } from './query/chooseQueryHub.ts';
import { countQuery } from './query/countQuery.ts';
import { deleteQuery } from './query/deleteQuery.ts';
import { editQuery } from './query/editQuery.ts';
import { filterByQuery } from './query/filterByQuery.ts';
import { invokeOnQuery } from './query/invokeOnQuery.ts';
import { newQuery } from './query/newQuery.ts';
import { runQuery } from './query/runQuery.ts';
import { saveQuery } from './query/saveQuery.ts';
import { clearOperations } from './resource/clearOperations.ts';
import { copyResourceId } from './resource/copyResourceId.ts';
import { showResourceGroup } from './resource/showResourceGroup.ts';
import { listLocations } from './resource/listLocations.ts';
import { createResourceGroup } from './resource/createResourceGroup.ts';
import { deleteResourceGroup } from './resource/deleteResourceGroup.ts';
import { refreshResources } from './resource/refreshResources.ts';
import { watchOperation } from './resource/watchOperation.ts';
import { copyContainerSas } from './storage/copyContainerSas.ts';
import { copyStorageConnectionString } from './storage/copyStorageConnectionString.ts';
import { createContainer } from './storage/createContainer.ts';
import { createStorageAccount } from './storage/createStorageAccount.ts';
import { deleteContainer } from './storage/deleteContainer.ts';
import { deleteStorageAccount } from './storage/deleteStorageAccount.ts';
import { loadMoreContainers } from './storage/loadMoreContainers.ts';
import { prepareStorageForExport } from './storage/prepareStorageForExport.ts';
import { backUpDevices } from './transfer/backUpDevices.ts';
import { exportDevices } from './transfer/exportDevices.ts';
import { exportFailedLines } from './transfer/exportFailedLines.ts';
import { exportToContainer } from './transfer/exportToContainer.ts';
import { importDevices } from './transfer/importDevices.ts';
import { migrateDevices, runMigration } from './transfer/migrateDevices.ts';
import { runImport } from './transfer/runImport.ts';
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
  chooseSubscriptions,
  createAzureHub,
  deleteAzureHub,
  filterAzureHubs,
  openInPortal,
  showHubProperties,
  signInToAzure,
  addCertificateAuthority,
  deleteCertificateAuthority,
  verifyCertificateAuthority,
  deleteConfiguration,
  editConfiguration,
  newConfiguration,
  createConsumerGroup,
  deleteConsumerGroup,
  cancelDeployment,
  deleteDeployment,
  deployTemplate,
  showDeployment,
  swapDeployments,
  clearFilter,
  copyDeviceConnectionString,
  copyDeviceId,
  createDevice,
  createEdgeDevice,
  deleteDevice,
  filterDevices,
  groupDevices,
  loadMoreDevices,
  simulateDevices,
  stopAwaitingReboot,
  addHub,
  copyHubConnectionString,
  newLocalHub,
  removeHub,
  showStatistics,
  startLocalHub,
  stopLocalHub,
  copySasToken,
  disableDevice,
  enableDevice,
  regenerateKeys,
  removeParent,
  setParent,
  showChildren,
  showIdentity,
  swapKeys,
  cancelJob,
  continueNewJob,
  copyJobId,
  moveJobDown,
  moveJobUp,
  newJob,
  openJob,
  pauseJob,
  refreshJobs,
  resumeJob,
  retryJob,
  runJobAgain,
  showMoreJobs,
  stepBackNewJob,
  stopJob,
  addOsImage,
  captureVirtualMachine,
  createVirtualMachine,
  deleteImage,
  deleteVirtualMachine,
  listImages,
  listOperatingSystems,
  deallocateVirtualMachine,
  startVirtualMachine,
  clearMethodHistory,
  copyAnswer,
  invokeMethod,
  lockDoor,
  rebootDevice,
  runAction,
  runAgain,
  showAnswer,
  showMethodHistory,
  copyModuleId,
  createModule,
  deleteModule,
  copyPolicyConnectionString,
  copyPolicyKey,
  createAccessPolicy,
  deleteAccessPolicy,
  regeneratePolicyKey,
  addProvisioningService,
  copyDerivedKey,
  copyEnrollmentKey,
  copyIdScope,
  copyProvisioningConnectionString,
  createProvisioningService,
  deleteEnrollment,
  deleteProvisioningService,
  deleteRegistration,
  disableEnrollment,
  editEnrollment,
  enableEnrollment,
  linkHub,
  loadMoreEnrollments,
  moveDevices,
  newEnrollment,
  newEnrollmentGroup,
  newLocalProvisioningService,
  refreshProvisioning,
  regenerateEnrollmentKeys,
  removeProvisioningService,
  setAllocationPolicy,
  setEnrollmentCertificate,
  setHubWeight,
  setReprovisionPolicy,
  showProvisioningOutcome,
  simulateEnrollment,
  unlinkHub,
  chooseQueryHub,
  countQuery,
  deleteQuery,
  editQuery,
  filterByQuery,
  invokeOnQuery,
  newQuery,
  runQuery,
  saveQuery,
  clearOperations,
  copyResourceId,
  showResourceGroup,
  listLocations,
  createResourceGroup,
  deleteResourceGroup,
  refreshResources,
  watchOperation,
  copyContainerSas,
  copyStorageConnectionString,
  createContainer,
  createStorageAccount,
  deleteContainer,
  deleteStorageAccount,
  loadMoreContainers,
  prepareStorageForExport,
  backUpDevices,
  exportDevices,
  exportFailedLines,
  exportToContainer,
  importDevices,
  migrateDevices,
  runMigration,
  runImport,
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
