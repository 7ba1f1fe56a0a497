import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import device from 'azure-iot-device';
import mqtt from 'azure-iot-device-mqtt';
import * as vscode from 'vscode';
import { deviceConnectionString } from '../../src/domain/connectionString.ts';
import { Secret } from '../../src/domain/secret.ts';
import type { Authentication } from '../../src/ui/support/azure/accountTokens.ts';
import { AzureAccounts } from '../../src/ui/support/azure/azureAccounts.ts';
import { AzureProvisioningServices } from '../../src/ui/support/azure/azureProvisioningServices.ts';
import type { OperationsParts } from '../../src/ui/support/azure/operations.ts';
import { OperationTurns } from '../../src/ui/support/azure/operationTurns.ts';
import { AzureHubs } from '../../src/ui/support/azure/azureHubs.ts';
import { DeviceEvents } from '../../src/ui/support/device/deviceEvents.ts';
import { DeviceFilters } from '../../src/ui/support/device/deviceFilters.ts';
import { DeviceGroupings } from '../../src/ui/support/device/deviceGroupings.ts';
import type { Hub, HubConnection } from '../../src/ui/support/hub/hub.ts';
import { Hubs } from '../../src/ui/support/hub/hubs.ts';
import { LocalHub } from '../../src/ui/support/localHub/localHub.ts';
import type { ProvisioningService } from '../../src/ui/support/provisioning/provisioningService.ts';
import { ProvisioningServices } from '../../src/ui/support/provisioning/provisioningServices.ts';
import { MethodHistory } from '../../src/ui/support/method/methodHistory.ts';
import { QueryFiles } from '../../src/ui/support/query/queryFiles.ts';
import { RebootWatch } from '../../src/ui/support/method/rebootWatch.ts';
import { HubCounts } from '../../src/ui/support/statistics/hubCounts.ts';
import { SavedQueries } from '../../src/ui/support/query/savedQueries.ts';
import type { HubNodeParts } from '../../src/ui/tree/hubNode.ts';
import { extensionUnderTest } from './extensionUnderTest.ts';
import { MemorySecrets, MemoryState } from './memory.ts';

/** The hubs of a person who has just started: the product's own parts, with a state that ends with the test. */
export class HubWorld implements AsyncDisposable {
  readonly state = new MemoryState();
  readonly secrets = new MemorySecrets();
  readonly log = vscode.window.createOutputChannel('IoT Hub tests', { log: true });
  readonly localHub: LocalHub;
  readonly accounts: AzureAccounts;
  readonly azureHubs: AzureHubs;
  readonly hubs: Hubs;
  readonly provisioningServices: ProvisioningServices;
  readonly #devices: device.Client[] = [];
  readonly #context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'globalState' | 'secrets'>;

  private constructor(
    private readonly folder: string,
    authentication: Authentication | undefined,
  ) {
    this.#context = {
      extensionUri: extensionUnderTest().extensionUri,
      globalStorageUri: vscode.Uri.file(folder),
      globalState: this.state,
      secrets: this.secrets,
    };
    this.localHub = new LocalHub(this.#context, this.log);
    this.accounts = new AzureAccounts(this.state, authentication);
    this.azureHubs = new AzureHubs(this.state, this.accounts, () => undefined);
    this.hubs = this.inAnotherWindow();
    const azureServices = new AzureProvisioningServices(this.state, this.accounts, () => undefined);
    this.provisioningServices = new ProvisioningServices(this.#context, this.localHub, () => undefined, azureServices);
  }

  /** The hubs as another window of the same person has them: with a memory of its own, and the same state and secrets. */
  inAnotherWindow(): Hubs {
    return new Hubs(this.#context, this.localHub, () => undefined, this.azureHubs);
  }

  /** @param authentication has the accounts in the place of the editor. */
  static async make(authentication?: Authentication): Promise<HubWorld> {
    return new HubWorld(await mkdtemp(join(tmpdir(), 'hub-world-')), authentication);
  }

  /** With its local hub running. */
  static async start(): Promise<HubWorld> {
    const world = await HubWorld.make();
    await world.localHub.start();
    return world;
  }

  /** With two hubs and a provisioning service that is linked to both. */
  static async startWithProvisioning(): Promise<HubWorld> {
    const world = await HubWorld.make();
    await world.localHub.setNames(['contoso', 'fabrikam']);
    await world.localHub.setProvisioningNames(['gate']);
    await world.localHub.start();
    return world;
  }

  /** What follows operations in a window. */
  operationParts(): OperationsParts {
    const { localHub, accounts: azureAccounts, log } = this;
    return { localHub, azureAccounts, log, turns: new OperationTurns(this.#context) };
  }

  get provisioningService(): ProvisioningService {
    const [service] = this.provisioningServices.list();
    if (!service) throw new Error('There is no provisioning service.');
    return service;
  }

  get hub(): Hub {
    const [hub] = this.hubs.list();
    if (!hub) throw new Error('There is no hub.');
    return hub;
  }

  /** What a node of a hub shows besides the hub, each part with nothing in it yet. */
  nodeParts(): HubNodeParts {
    return {
      localHub: this.localHub,
      deviceFilters: new DeviceFilters(new MemoryState()),
      deviceGroupings: new DeviceGroupings(new MemoryState()),
      rebootWatch: new RebootWatch(new DeviceEvents(), this.log),
      methodHistory: new MethodHistory(new MemoryState()),
      savedQueries: new SavedQueries(new MemoryState()),
      queryFiles: new QueryFiles(),
      hubCounts: new HubCounts(new MemoryState()),
    };
  }

  connect(): Promise<HubConnection> {
    return this.hub.connect();
  }

  /** Creates a device and connects it over MQTT; it answers `methodName` with 200 and the payload that it got. */
  async connectDevice(deviceId: string, methodName: string): Promise<device.Client> {
    const { client, endpoint } = await this.connect();
    const { primaryKey = new Secret('') } = await client.createDevice(deviceId);
    const connectionString = deviceConnectionString(endpoint.hostName, deviceId, primaryKey).reveal();
    const connected = device.Client.fromConnectionString(connectionString, mqtt.Mqtt);
    this.#devices.push(connected);
    connected.on('error', error => this.log.error(error));
    await connected.setOptions(endpoint.ca === undefined ? {} : { ca: endpoint.ca });
    await connected.open();
    connected.onDeviceMethod(methodName, (request, response) => {
      response.send(200, { got: request.payload as unknown }, () => undefined);
    });
    // Its answer comes after the subscription to methods.
    await connected.getTwin();
    return connected;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connected of this.#devices) await connected.close();
    this.hubs.dispose();
    this.azureHubs.dispose();
    this.accounts.dispose();
    this.provisioningServices.dispose();
    await this.localHub.dispose();
    this.log.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}
