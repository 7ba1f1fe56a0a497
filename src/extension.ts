import * as vscode from 'vscode';
import { allCommands } from './ui/commands/allCommands.ts';
import { registerCommands } from './ui/commands/command.ts';
import { JobPatches } from './ui/editors/jobPatch/jobPatches.ts';
import { AnswerDocuments } from './ui/editors/answerDocuments.ts';
import { configurationKind } from './ui/editors/configuration/configurationKind.ts';
import { ConfigurationLenses } from './ui/editors/configuration/configurationLenses.ts';
import { configurationScheme } from './ui/editors/configuration/configurationTarget.ts';
import { EtaggedDocuments } from './ui/editors/etagged/etaggedDocuments.ts';
import { enrollmentKind } from './ui/editors/enrollment/enrollmentKind.ts';
import { MoveReports } from './ui/editors/enrollment/moveReports.ts';
import { OutcomeDocuments } from './ui/editors/enrollment/outcomeDocuments.ts';
import { DeploymentDocuments } from './ui/editors/deployment/deploymentDocuments.ts';
import { HubProperties } from './ui/editors/hubProperties.ts';
import { ResourceGroups } from './ui/editors/resourceGroups.ts';
import { IdentityDocuments } from './ui/editors/identityDocuments.ts';
import { TransferReports } from './ui/editors/transfer/transferReports.ts';
import { TwinDocuments } from './ui/editors/twin/twinDocuments.ts';
import { QueryLanguage } from './ui/editors/query/queryLanguage.ts';
import { SavedQueryFiles } from './ui/editors/savedQueryFiles.ts';
import { QueryResultPanels } from './ui/panels/queryResultPanels.ts';
import { StatisticsPanels } from './ui/panels/statisticsPanels.ts';
import { SimulatorPanels } from './ui/panels/simulatorPanel.ts';
import { AzureAccounts } from './ui/support/azure/azureAccounts.ts';
import { AzureProvisioningServices } from './ui/support/azure/azureProvisioningServices.ts';
import { AzureHubs } from './ui/support/azure/azureHubs.ts';
import { Operations } from './ui/support/azure/operations.ts';
import { OperationTurns } from './ui/support/azure/operationTurns.ts';
import { tellStoppedMachines } from './ui/support/azure/tellStoppedMachines.ts';
import { AzureHubView } from './ui/support/azure/azureHubView.ts';
import { AzureSubscriptions } from './ui/support/azure/azureSubscriptions.ts';
import { Catalogue } from './ui/support/method/catalogue.ts';
import { DeviceEvents } from './ui/support/device/deviceEvents.ts';
import { DeviceFilters } from './ui/support/device/deviceFilters.ts';
import { DeviceGroupings } from './ui/support/device/deviceGroupings.ts';
import { Hubs } from './ui/support/hub/hubs.ts';
import { buildJobServices } from './ui/support/jobs/jobServices.ts';
import { showJobStatus } from './ui/support/jobs/jobStatus.ts';
import { HubSizes } from './ui/support/jobs/hubSizes.ts';
import { JobQueue } from './ui/support/jobs/jobQueue.ts';
import { tellMissedTimes } from './ui/support/jobs/tellMissedTimes.ts';
import { tellSentJobs } from './ui/support/jobs/tellSentJobs.ts';
import { TemporaryMarks } from './ui/support/jobs/temporaryMarks.ts';
import { LocalHub } from './ui/support/localHub/localHub.ts';
import { showLocalHubStatus } from './ui/support/localHub/localHubStatus.ts';
import { MethodHistory } from './ui/support/method/methodHistory.ts';
import { EnrollmentCertificates } from './ui/support/provisioning/enrollmentCertificates.ts';
import { DeviceMoves } from './ui/support/provisioning/deviceMoves.ts';
import { ProvisioningServices } from './ui/support/provisioning/provisioningServices.ts';
import { QueryFiles } from './ui/support/query/queryFiles.ts';
import { QueryHubs } from './ui/support/query/queryHubs.ts';
import { RebootWatch } from './ui/support/method/rebootWatch.ts';
import { SavedQueries } from './ui/support/query/savedQueries.ts';
import type { Services } from './ui/support/services.ts';
import { TransferJobSource } from './ui/support/transfer/transferJobSource.ts';
import { Migrations } from './ui/support/transfer/migrations.ts';
import { RecentImports } from './ui/support/transfer/recentImports.ts';
import { HubCounts } from './ui/support/statistics/hubCounts.ts';
import { Waits } from './ui/support/hub/waits.ts';
import { HubTree } from './ui/tree/hubTree.ts';
import { ResourceTree } from './ui/tree/resources/resourceTree.ts';
import { ProvisioningTree } from './ui/tree/provisioning/provisioningTree.ts';

let stopLocalHub: (() => Promise<void>) | undefined;

/** Builds the services and registers what uses them. Starts no process and opens no connection. */
export function activate(context: vscode.ExtensionContext): void {
  const services = buildServices(context);

  context.subscriptions.push(
    ...Object.values<unknown>({ ...services }).filter(isDisposable),
    registerCommands(services, allCommands),
    showLocalHubStatus(services.localHub),
    showJobStatus(services.jobWatch),
    tellMissedTimes(services.recurringJobs),
    tellSentJobs(services.jobQueue),
    tellStoppedMachines(services),
    ...watchSaves(services),
    vscode.languages.registerCodeLensProvider(
      { scheme: configurationScheme },
      new ConfigurationLenses(uri => services.configurationDocuments.targetOf(uri)),
    ),
  );
  services.operations.resume();
  stopLocalHub = () => services.localHub.stop();
}

/** What is saved in a document is seen in the tree. */
function watchSaves(services: Services): readonly vscode.Disposable[] {
  const { configurationDocuments, enrollmentDocuments, hubTree, provisioningTree } = services;
  return [
    configurationDocuments.onDidSave(({ hub }) => hubTree.refresh(hubTree.nodeOf(hub).configurations)),
    enrollmentDocuments.onDidSave(({ service, address }) => provisioningTree.refreshEnrollments(service, address.kind)),
  ];
}

/** Waits until the local hub has written all that it acknowledged. */
export async function deactivate(): Promise<void> {
  await stopLocalHub?.();
}

function buildServices(context: vscode.ExtensionContext): Services {
  const log = vscode.window.createOutputChannel('IoT Hub', { log: true });
  const waits = new Waits(log);
  const deviceEvents = new DeviceEvents();
  const localHub = new LocalHub(context, log);
  const azureAccounts = new AzureAccounts(context.globalState);
  const azureHubs = new AzureHubs(context.globalState, azureAccounts, waits.begin);
  const azureServices = new AzureProvisioningServices(context.globalState, azureAccounts, waits.begin);
  const azure = {
    azureAccounts,
    azureSubscriptions: new AzureSubscriptions(azureAccounts, context.globalState),
    azureHubView: new AzureHubView(context.workspaceState),
    operations: new Operations(
      { localHub, azureAccounts, log, turns: new OperationTurns(context) },
      context.globalState,
    ),
  };
  const hubs = new Hubs(context, localHub, waits.begin, azureHubs);
  const deviceFilters = new DeviceFilters(context.workspaceState);
  const deviceGroupings = new DeviceGroupings(context.workspaceState);
  const rebootWatch = new RebootWatch(deviceEvents, log);
  const methodHistory = new MethodHistory(context.globalState);
  const savedQueries = new SavedQueries(context.globalState);
  const jobQueue = new JobQueue(hubs, context.globalState, log);
  const queryFiles = new QueryFiles();
  const hubCounts = new HubCounts(context.globalState);
  const lists = { deviceFilters, deviceGroupings };
  const methods = { rebootWatch, methodHistory };
  const parts = {
    context,
    log,
    waits,
    deviceEvents,
    localHub,
    hubs,
    savedQueries,
    jobQueue,
    queryFiles,
    hubCounts,
    ...lists,
    ...azure,
    ...methods,
  };
  const hubTree = new HubTree(parts);
  const transferReports = new TransferReports();
  const transferJobs = new TransferJobSource(report => transferReports.show(report));
  const provisioningServices = new ProvisioningServices(context, localHub, waits.begin, azureServices);
  const enrollmentCertificates = new EnrollmentCertificates(context.secrets);
  const deviceMoves = new DeviceMoves(context.globalState);
  const provisioningParts = { hubs, provisioningServices, waits, log, ...azure };
  const queryHubs = new QueryHubs(hubs, context.workspaceState);

  return {
    ...parts,
    ...buildJobServices(parts, [transferJobs]),
    transferJobs,
    catalogue: new Catalogue(log),
    hubTree,
    resourceTree: new ResourceTree(parts),
    hubProperties: new HubProperties({ azureHubs, azureAccounts, localHub }),
    resourceGroups: new ResourceGroups(parts),
    deploymentDocuments: new DeploymentDocuments(parts),
    answerDocuments: new AnswerDocuments(methodHistory),
    identityDocuments: new IdentityDocuments(hubs),
    twinDocuments: new TwinDocuments(hubs, context.workspaceState, log),
    transferReports,
    recentImports: new RecentImports(),
    migrations: new Migrations(hubs, context.globalState),
    statisticsPanels: new StatisticsPanels({ ...parts, hubTree }),
    simulatorPanels: new SimulatorPanels({ ...parts, provisioningServices, enrollmentCertificates }),
    hubSizes: new HubSizes(context.globalState, localHub),
    temporaryMarks: new TemporaryMarks(hubs, jobQueue, context.globalState, log),
    jobPatches: new JobPatches(),
    queryHubs,
    savedQueryFiles: new SavedQueryFiles(savedQueries),
    queryLanguage: new QueryLanguage({ hubTree, queryHubs }),
    queryResults: new QueryResultPanels(parts),
    provisioningServices,
    enrollmentCertificates,
    provisioningTree: new ProvisioningTree(provisioningParts),
    configurationDocuments: new EtaggedDocuments(configurationKind(hubs), log),
    enrollmentDocuments: new EtaggedDocuments(enrollmentKind(hubs, provisioningServices), log),
    outcomeDocuments: new OutcomeDocuments(provisioningParts),
    deviceMoves,
    moveReports: new MoveReports({ ...provisioningParts, deviceMoves }),
  };
}

function isDisposable(value: unknown): value is vscode.Disposable {
  return typeof value === 'object' && value !== null && 'dispose' in value;
}
