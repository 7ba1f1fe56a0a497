import type { Collection } from './syntaxTree.ts';

/** Words that name no property unless they stand in `[[ ]]`: "GROUP BY clause" of the documentation says so of `group`. */
const reservedWords = new Set(
  'SELECT TOP FROM WHERE GROUP BY AS AND OR NOT IN NIN TRUE FALSE NULL UNDEFINED'.split(' '),
);

const twinProperties = [
  'deviceId',
  'etag',
  'deviceEtag',
  'status',
  'statusReason',
  'statusUpdateTime',
  'connectionState',
  'lastActivityTime',
  'cloudToDeviceMessageCount',
  'authenticationType',
  'x509Thumbprint',
  'modelId',
  'version',
  'tags',
  'properties',
  'capabilities',
  'deviceScope',
  'parentScopes',
  'configurations',
];

/** The first names of property paths, by collection. They are the only names that match without regard to case. */
export const rootProperties: Readonly<Record<Collection, readonly string[]>> = {
  devices: twinProperties,
  'devices.modules': [...twinProperties, 'moduleId'],
  'devices.jobs': [
    'deviceId',
    'moduleId',
    'jobId',
    'jobType',
    'status',
    'startTimeUtc',
    'endTimeUtc',
    'createdDateTimeUtc',
    'lastUpdatedDateTimeUtc',
    'outcome',
    'error',
  ],
};

export function isReservedWord(name: string): boolean {
  return reservedWords.has(name.toUpperCase());
}

/** True for a name that needs no `[[ ]]` around it. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && !isReservedWord(name);
}
