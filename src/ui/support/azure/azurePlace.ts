import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { type Cloud, readClouds, withoutSlash } from '../../../azure/clouds.ts';
import { ResourceError } from '../../../domain/resourceError.ts';

/** The cloud that a person works with. */
export interface AzurePlace {
  /** The resource manager: `https://management.azure.com`. */
  readonly address: string;
  /** The authority of its certificate, PEM. Absent: those that the system trusts. */
  readonly ca?: string;
}

/** The clouds besides the public one are those of the editor's own setting, which its accounts follow, too. */
const sovereignSetting = 'microsoft-sovereign-cloud.environment';
const customSetting = 'microsoft-sovereign-cloud.customEnvironment';
/** What is used of it. */
const customSchema = z.object({
  resourceManagerEndpointUrl: z.optional(z.string()),
  portalUrl: z.optional(z.string()),
  activeDirectoryEndpointUrl: z.optional(z.string()),
});
const authoritySetting = 'iotHub.azure.authorityFile';
const addressSetting = 'iotHub.azure.resourceManager';

/** The authentication provider of the editor that has the accounts of this cloud. */
export function authenticationProvider(): 'microsoft' | 'microsoft-sovereign-cloud' {
  return sovereignCloud() === undefined ? 'microsoft' : 'microsoft-sovereign-cloud';
}

/** Reads the settings. @throws ResourceError; AbortError if `signal` says so. */
export async function azurePlace(signal?: AbortSignal): Promise<AzurePlace> {
  const authorityFile = vscode.workspace.getConfiguration().get<string>(authoritySetting, '');
  return {
    address: withoutSlash(await resourceManagerAddress(signal)),
    ...(authorityFile === '' ? {} : { ca: await readAuthority(authorityFile) }),
  };
}

/** The address of the portal of this cloud. @throws ResourceError if neither the setting nor its resource manager names one. */
export async function portalAddress(signal?: AbortSignal): Promise<string> {
  const own = customCloud()?.portalUrl;
  if (own) return withoutSlash(own);

  const place = await azurePlace(signal);
  const { address } = place;
  const clouds = await readClouds(place, signal);
  const portal = clouds.find(({ resourceManager }) => resourceManager === address)?.portal;
  if (portal !== undefined) return portal;

  throw new ResourceError({ kind: 'rejected', detail: `${address} names no portal.` });
}

/**
 * Where an application or a person signs in to this cloud without the editor; nothing if that is where it is by itself.
 * @throws ResourceError; AbortError if `signal` says so.
 */
export async function signInAddress(signal?: AbortSignal): Promise<string | undefined> {
  const cloud = sovereignCloud();
  if (cloud === undefined) return undefined;

  const address =
    cloud === 'custom' ? customCloud()?.activeDirectoryEndpointUrl : (await knownCloud(cloud, signal)).signIn;
  return address ? withoutSlash(address) : undefined;
}

/** One that a person set counts; else that of the cloud that the editor is set to. */
async function resourceManagerAddress(signal: AbortSignal | undefined): Promise<string> {
  const configuration = vscode.workspace.getConfiguration();
  const { globalValue, defaultValue = '' } = configuration.inspect<string>(addressSetting) ?? {};
  if (globalValue) return globalValue;

  const cloud = sovereignCloud();
  if (cloud === undefined) return defaultValue;
  if (cloud === 'custom') return customAddress();

  return (await knownCloud(cloud, signal)).resourceManager;
}

/** A cloud of the metadata of the public one. */
async function knownCloud(cloud: string, signal: AbortSignal | undefined): Promise<Cloud> {
  const { defaultValue = '' } = vscode.workspace.getConfiguration().inspect<string>(addressSetting) ?? {};
  const clouds = await readClouds({ address: defaultValue }, signal);
  const found = clouds.find(({ name }) => name === `Azure${cloud}`);
  if (found) return found;
  throw new ResourceError({ kind: 'setting', setting: sovereignSetting, detail: `there is no cloud ${cloud}.` });
}

function customAddress(): string {
  const address = customCloud()?.resourceManagerEndpointUrl;
  if (address) return address;

  throw new ResourceError({ kind: 'setting', setting: customSetting, detail: 'it has no resourceManagerEndpointUrl.' });
}

/** The cloud of somebody's own, if the editor is set to it. */
function customCloud(): z.infer<typeof customSchema> | undefined {
  if (sovereignCloud() !== 'custom') return undefined;
  return customSchema.safeParse(vscode.workspace.getConfiguration().get(customSetting)).data;
}

function sovereignCloud(): string | undefined {
  return vscode.workspace.getConfiguration().get<string>(sovereignSetting) || undefined;
}

async function readAuthority(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = { kind: 'setting', setting: authoritySetting, detail: `${file} cannot be read.` } as const;
    throw new ResourceError(reason, {}, { cause });
  }
}
