import type { RegistrationSubstatus, ReprovisionPolicy } from './enrollment.ts';

/** The newest version of the device API whose devices stick to their hub, if no policy says otherwise. */
const lastStickyApiVersion = '2018-04-01';

/** Which rule decided what becomes of a device that asks. */
export type ProvisioningRule =
  /** It never asked before, or its registration was deleted. */
  | 'firstAssignment'
  | 'migratePolicy'
  | 'resetPolicy'
  | 'neverPolicy'
  /** No policy, and an API of before there were any: it sticks to its hub. */
  | 'oldApiVersion'
  /** No policy, and a newer API: as with the policy to migrate. */
  | 'newApiVersion';

/** What becomes of a part of what a hub has of a device. */
export type Fate =
  /** From the enrollment, where nothing was before. */
  | 'initial'
  | 'kept'
  | 'migrated'
  /** As the enrollment has it; what was there is lost. */
  | 'reset'
  | 'lost';

export interface DeviceDataFates {
  readonly tags: Fate;
  readonly desired: Fate;
  readonly reported: Fate;
  /** IoT Edge or not. */
  readonly capabilities: Fate;
  /** Module identities with their twins: no policy takes them along. */
  readonly modules: Exclude<Fate, 'migrated' | 'reset'>;
  /** Messages that wait for the device. */
  readonly cloudToDeviceMessages: Exclude<Fate, 'migrated' | 'reset'>;
}

export interface ProvisioningDecision {
  readonly rule: ProvisioningRule;
  /** Host name of the hub on which the device is then. */
  readonly hubHostName: string;
  /** Host name of the hub that it leaves; absent if it leaves none. */
  readonly leaves?: string;
  readonly data: DeviceDataFates;
  readonly substatus: RegistrationSubstatus;
}

export interface ProvisioningQuestion {
  /** Host name of the hub to which the device was assigned before. */
  readonly currentHub?: string;
  /** Host name of the hub that allocation gives it now. */
  readonly allocatedHub: string;
  readonly reprovisionPolicy?: ReprovisionPolicy;
  /** Version of the API with which the device asks, as `2019-03-31`. */
  readonly apiVersion: string;
  /** The allocated hub has the device already, though the service never put it there. */
  readonly isOnAllocatedHub?: boolean;
  /** A custom allocation gave a twin to begin with: it overrides what is said of migrating data. */
  readonly twinFromWebhook?: boolean;
}

/** Decides what becomes of a device that asks for its hub, for the first time or again. Pure: a dry run and the deed agree. */
export function decideProvisioning(question: ProvisioningQuestion): ProvisioningDecision {
  const { currentHub, allocatedHub } = question;
  if (currentHub === undefined) {
    return question.isOnAllocatedHub ? staying(allocatedHub, 'firstAssignment', false) : beginning(allocatedHub);
  }

  const rule = reprovisioningRule(question);
  if (rule === 'neverPolicy' || rule === 'oldApiVersion') return staying(currentHub, rule, false);

  const reset = rule === 'resetPolicy' || question.twinFromWebhook === true;
  return allocatedHub.toLowerCase() === currentHub.toLowerCase()
    ? staying(currentHub, rule, reset)
    : moving(currentHub, allocatedHub, rule, reset);
}

/**
 * Which rule holds for a device that has a hub: a policy wins over everything; without one, devices with an old API
 * stick to their hub (IoT DPS, "Managing backwards compatibility").
 */
export function reprovisioningRule({
  reprovisionPolicy,
  apiVersion,
}: Pick<ProvisioningQuestion, 'reprovisionPolicy' | 'apiVersion'>): Exclude<ProvisioningRule, 'firstAssignment'> {
  if (!reprovisionPolicy) return isSticky(apiVersion) ? 'oldApiVersion' : 'newApiVersion';
  if (!reprovisionPolicy.updateHubAssignment) return 'neverPolicy';

  return reprovisionPolicy.migrateDeviceData ? 'migratePolicy' : 'resetPolicy';
}

/** Versions are dates; some go on with `-preview`. */
function isSticky(apiVersion: string): boolean {
  return apiVersion.slice(0, lastStickyApiVersion.length) <= lastStickyApiVersion;
}

function beginning(hubHostName: string): ProvisioningDecision {
  return {
    rule: 'firstAssignment',
    hubHostName,
    data: { ...twinFates('initial'), modules: 'initial', cloudToDeviceMessages: 'initial' },
    substatus: 'initialAssignment',
  };
}

/**
 * Resetting is done without a change of hubs too ("often used for a factory reset"): to the twin alone. Assumed,
 * because no source says: modules and waiting messages stay then.
 */
function staying(hubHostName: string, rule: ProvisioningRule, reset: boolean): ProvisioningDecision {
  return {
    rule,
    hubHostName,
    data: { ...twinFates(reset ? 'reset' : 'kept'), modules: 'kept', cloudToDeviceMessages: 'kept' },
    substatus: reset ? 'deviceDataReset' : 'reprovisionedToInitialAssignment',
  };
}

/** Device data is the twin and the capabilities; modules and messages are none of it, and go with the old registration. */
function moving(leaves: string, hubHostName: string, rule: ProvisioningRule, reset: boolean): ProvisioningDecision {
  return {
    rule,
    hubHostName,
    leaves,
    data: { ...twinFates(reset ? 'reset' : 'migrated'), modules: 'lost', cloudToDeviceMessages: 'lost' },
    substatus: reset ? 'deviceDataReset' : 'deviceDataMigrated',
  };
}

function twinFates(fate: Fate) {
  return { tags: fate, desired: fate, reported: fate, capabilities: fate };
}
