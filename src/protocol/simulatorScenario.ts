/** Scenario files: what `simulator run SCENARIO.json` takes. */
import * as z from 'zod/mini';
import { provisioningApiVersions, simulationSettings, unknownMethodAnswers } from './simulatorRun.ts';

const numberedDevices = z
  .strictObject({
    prefix: z.string().check(z.minLength(1), z.describe('What the ids start with, for example "door-".')),
    count: z.int().check(z.minimum(1), z.maximum(100_000), z.describe('How many devices.')),
    first: z._default(z.int().check(z.minimum(0)), 1).check(z.describe('The first number.')),
    digits: z
      ._default(z.int().check(z.minimum(1), z.maximum(12)), 1)
      .check(z.describe('Numbers get leading zeros up to so many digits.')),
  })
  .check(z.describe('Devices with numbered ids: door-001, door-002…'));

const certificateFile = (description: string) => z.string().check(z.minLength(1), z.describe(description));

const { template, intervalMs, jitterPercent, rebootDelayMs, offlineMs } = simulationSettings.shape;

/** A scenario. Keys and connection strings have no place in it: they come from the environment. */
export const simulatorScenario = z
  .strictObject({
    $schema: z.optional(z.string()),
    devices: z
      .array(z.union([z.string().check(z.minLength(1)), numberedDevices]))
      .check(
        z.minLength(1),
        z.describe('Ids of devices that exist in the hub or, with provisioning, the registration ids of devices.'),
      ),
    telemetry: z.optional(
      z
        .strictObject({
          template: z.optional(template.check(z.describe('JSON text with {{functions}}.'))),
          templateFile: z.optional(
            z.string().check(z.describe('A file with the template, relative to the scenario file.')),
          ),
          intervalMs: z.optional(intervalMs.check(z.describe('From one message of a device to its next.'))),
          jitterPercent: z.optional(jitterPercent.check(z.describe('By how much each interval may differ.'))),
        })
        .check(z.describe('What the devices send. Without it, the default message every 5 s.')),
    ),
    provisioning: z.optional(
      z
        .strictObject({
          hostName: z
            ._default(z.string().check(z.minLength(1)), 'global.azure-devices-provisioning.net')
            .check(z.describe('Host of the provisioning service, with its port if it is a local one.')),
          idScope: z.string().check(z.minLength(1), z.describe('ID scope of the service.')),
          enrollment: z
            ._default(z.enum(['group', 'individual']), 'group')
            .check(
              z.describe(
                'Whose key the environment has: that of a group, from which those of devices are derived, or of one device.',
              ),
            ),
          x509: z.optional(
            z
              .strictObject({
                certificateFile: certificateFile(
                  'The certificate, PEM or DER: of one device, or of an authority, which signs one for each device; PEM may have its chain. With {id} in its path, each device has its own.',
                ),
                keyFile: certificateFile(
                  'Its private key, PEM; {id} as above. What unlocks it comes from the environment.',
                ),
              })
              .check(z.describe('Devices show certificates instead of keys. Files are relative to the scenario file.')),
          ),
          apiVersion: z.optional(
            z
              .enum(provisioningApiVersions)
              .check(z.describe('The version of the device API that devices claim to be made for.')),
          ),
          onReboot: z.optional(z.boolean().check(z.describe('Devices ask again after each reboot: true unless said.'))),
        })
        .check(
          z.describe(
            'Devices ask a provisioning service for their hub. The key of their enrollment comes from the environment, in the place of a connection string, unless they show certificates.',
          ),
        ),
    ),
    reboot: z.optional(
      z.strictObject({
        delayMs: z.optional(rebootDelayMs.check(z.describe('How long rebootDevice waits before it answers.'))),
        offlineMs: z.optional(offlineMs.check(z.describe('How long the device then stays away.'))),
      }),
    ),
    unknownMethods: z.optional(
      z
        .enum(unknownMethodAnswers)
        .check(z.describe('Answer to a method that the device does not know: 404, a generic 200, or none.')),
    ),
    durationSeconds: z.optional(
      z.number().check(z.positive(), z.describe('Stops after so many seconds. Without it, runs until Ctrl+C.')),
    ),
  })
  .check(z.describe('A simulation of IoT devices, run by "simulator run".'));

export type SimulatorScenario = z.infer<typeof simulatorScenario>;
